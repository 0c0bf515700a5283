import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { icons } from './icons.ts';
import { button } from './toolkit.ts';

/** A thin bar at the top edge, as VS Code shows work under way; spoken by its label. */
export function loadingBar(label: string): TemplateResult {
  return html`<div class="loading-bar" role="progressbar" aria-label=${label}><div></div></div>`;
}

export interface BannerParts {
  readonly tone: 'error' | 'warning' | 'information';
  /** What is wrong and what to do, in one or two sentences. */
  readonly sentence: string;
  /** Smaller, below: such as the request id. */
  readonly note?: string;
  readonly actions?: readonly { readonly label: string; readonly onClick: () => void }[];
}

/** Something a person should know, with its ways out. Errors are announced at once, the rest politely. */
export function banner({ tone, sentence, note, actions = [] }: BannerParts): TemplateResult {
  return html`<div class="banner ${tone}" role=${tone === 'error' ? 'alert' : 'status'}>
    <div class="banner-told">
      ${icons[tone]()}
      <div class="banner-words">
        <p>${sentence}</p>
        ${note === undefined ? nothing : html`<p class="muted">${note}</p>`}
      </div>
    </div>
    ${
      actions.length === 0
        ? nothing
        : html`<div class="banner-ways">
            ${actions.map((action) => button({ ...action, kind: 'secondary' }))}
          </div>`
    }
  </div>`;
}

/** A failure as a state of the page, with its ways out. */
export function failureBanner(
  failure: { readonly sentence: string; readonly requestId?: string },
  actions: NonNullable<BannerParts['actions']>,
): TemplateResult {
  return banner({
    tone: 'error',
    sentence: failure.sentence,
    ...(failure.requestId !== undefined && { note: t('Request ID: {0}', failure.requestId) }),
    actions,
  });
}

/** What stands where content would: one sentence, and a hint what to do. */
export function emptyState(sentence: string, hint?: string): TemplateResult {
  return html`<div class="empty-state" role="status">
    <p>${sentence}</p>
    ${hint === undefined ? nothing : html`<p class="muted">${hint}</p>`}
  </div>`;
}
