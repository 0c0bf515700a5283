import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ChargesActs, ChargesState, ChargesViewName } from '../../src/core/protocol/charges.ts';
import { icons } from '../lib/icons.ts';
import type { Page } from '../lib/page.ts';
import { button, checkbox, choice } from '../lib/toolkit.ts';

type ChargesPage = Page<ChargesState, ChargesActs>;

const names: readonly { readonly view: ChargesViewName; readonly label: () => string }[] = [
  { view: 'categories', label: () => t('Categories') },
  { view: 'months', label: () => t('Months') },
  { view: 'service', label: () => t('Services') },
  { view: 'type', label: () => t('Types') },
  { view: 'number', label: () => t('Numbers') },
  { view: 'tag', label: () => t('Tags') },
  { view: 'connection', label: () => t('Connections') },
  { view: 'billing-group', label: () => t('Billing groups') },
];

/** What the charges are put together by, as tabs; beside them the ways out of the page. */
export function viewBar(state: ChargesState, page: ChargesPage): TemplateResult {
  return html`<div class="views">
    <div
      class="tabs"
      role="tablist"
      aria-label=${t('Charges by')}
      @keydown=${(event: KeyboardEvent) => {
        move(event, page);
      }}
    >
      ${names.map(({ view, label }) => {
        const chosen = view === state.view;
        return html`<button
          type="button"
          role="tab"
          id="view-${view}"
          aria-selected=${chosen ? 'true' : 'false'}
          aria-controls="figures"
          tabindex=${chosen ? 0 : -1}
          @click=${() => {
            page.act('view', view);
          }}
        >
          ${label()}
        </button>`;
      })}
    </div>
    <div class="out" role="group" aria-label=${t('More')}>
      ${button({ label: t('Idle Numbers…'), onClick: () => page.act('idle') })}
      ${button({
        kind: 'icon',
        label: t('Copy as Table'),
        drawing: icons.copy(),
        onClick: () => page.act('export', 'clipboard'),
      })}
      ${button({ label: t('CSV…'), onClick: () => page.act('export', 'csv') })}
      ${button({ label: t('Markdown…'), onClick: () => page.act('export', 'markdown') })}
    </div>
  </div>`;
}

/** What the figures are narrowed to, each with a way to let go of it; how they are compared; their currency where there are several. */
export function narrowings(
  { within, currencies, compare }: ChargesState,
  page: ChargesPage,
): TemplateResult | typeof nothing {
  if (within.length === 0 && !currencies && compare === undefined) return nothing;
  return html`<div class="narrowings">
    ${
      within.length === 0
        ? nothing
        : html`<ul aria-label=${t('Only')}>
            ${within.map(
              (words, at) =>
                html`<li class="chip">
                  <bdi class="ellipsis" title=${words}>${words}</bdi>
                  ${button({
                    kind: 'icon',
                    label: t('Remove {0}', words),
                    drawing: icons.close(),
                    onClick: () => page.act('widen', at),
                  })}
                </li>`,
            )}
          </ul>`
    }
    ${
      compare === undefined
        ? nothing
        : checkbox({
            id: 'compare',
            label: t('Month against month'),
            checked: compare,
            onChange: (on) => page.act('compare', on),
          })
    }
    ${
      currencies
        ? html`<span class="currency"
            ><label for="currency">${t('Several currencies, never added. Shown:')}</label> ${choice({
              id: 'currency',
              label: t('Currency'),
              value: currencies.chosen,
              options: currencies.all.map((value) => ({ value, label: value })),
              onChange: (value) => page.act('currency', value),
            })}</span
          >`
        : nothing
    }
  </div>`;
}

/** From the tab that has the focus: a fast key comes before the view of the one before it. */
function move(event: KeyboardEvent, page: ChargesPage): void {
  const { target: focused } = event;
  const at = names.findIndex(({ view }) => focused instanceof Element && focused.id === `view-${view}`);
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: (at + 1) % names.length,
    ArrowLeft: (at + names.length - 1) % names.length,
    Home: 0,
    End: names.length - 1,
  };
  const target = names[targets[event.key] ?? -1];
  if (!target || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  page.act('view', target.view);
  document.getElementById(`view-${target.view}`)?.focus();
}
