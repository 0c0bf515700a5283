import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { brief } from '../../src/core/model/text.ts';
import type { NumberActs, NumberPage, SectionForm } from '../../src/core/protocol/number.ts';
import type { Page } from '../lib/page.ts';
import { banner } from '../lib/pieces.ts';
import { button } from '../lib/toolkit.ts';
import { drawField } from './field.ts';
import type { Typing } from './typing.ts';

type FormPage = Page<NumberPage, NumberActs>;

/** Which tab is in front. Kept by the page over hiding and reloading. */
export class Tabs {
  readonly #kept: () => unknown;
  readonly #keep: (kept: { readonly tab: string }) => void;

  constructor(kept: () => unknown, keep: (kept: { readonly tab: string }) => void) {
    this.#kept = kept;
    this.#keep = keep;
  }

  /** The tab in front: the one that was chosen, else the first. */
  inFront(sections: readonly SectionForm[]): string | undefined {
    const kept = this.#kept();
    const tab = typeof kept === 'object' && kept !== null && 'tab' in kept ? kept.tab : undefined;
    return (sections.find(({ key }) => key === tab) ?? sections[0])?.key;
  }

  choose(tab: string): void {
    this.#keep({ tab });
  }
}

const tabId = (key: string) => `tab-${key}`;
const panelId = (key: string) => `panel-${key}`;

/** The sections as tabs (the ARIA pattern: arrow keys, Home and End move, and what has the focus is in front). */
export function drawSections(state: NumberPage, page: FormPage, typing: Typing, tabs: Tabs): TemplateResult {
  const { sections } = state;
  const front = tabs.inFront(sections);
  return html`
    <div class="bar">
      <div class="tabs" role="tablist" aria-label=${t('Settings')}>
        ${sections.map((section) => tab(section, section.key === front, sections, tabs))}
      </div>
      ${review(state, page, typing)}
    </div>
    ${sections.map(
      (section) =>
        html`<section
          id=${panelId(section.key)}
          role="tabpanel"
          aria-labelledby=${tabId(section.key)}
          ?hidden=${section.key !== front}
        >
          ${panel(section, state, page, typing)}
        </section>`,
    )}
  `;
}

function tab(
  section: SectionForm,
  inFront: boolean,
  sections: readonly SectionForm[],
  tabs: Tabs,
): TemplateResult {
  const keys = sections.map(({ key }) => key);
  const at = keys.indexOf(section.key);
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: (at + 1) % keys.length,
    ArrowLeft: (at + keys.length - 1) % keys.length,
    Home: 0,
    End: keys.length - 1,
  };
  return html`<button
    type="button"
    role="tab"
    id=${tabId(section.key)}
    aria-selected=${inFront ? 'true' : 'false'}
    aria-controls=${panelId(section.key)}
    tabindex=${inFront ? 0 : -1}
    @click=${() => tabs.choose(section.key)}
    @keydown=${(event: KeyboardEvent) => {
      const target = keys[targets[event.key] ?? -1];
      if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      tabs.choose(target);
      document.getElementById(tabId(target))?.focus();
    }}
  >
    ${section.label} ${marks(section)}
  </button>`;
}

/** What needs a look in a section: the worst first, in a sign and in words. */
function marks({ fields, trouble }: SectionForm): TemplateResult | typeof nothing {
  const count = (has: (field: SectionForm['fields'][number]) => unknown) => fields.filter(has).length;
  const wrong = count(({ errors }) => errors.length > 0) + (trouble === undefined ? 0 : 1);
  const conflicting = count(({ conflict }) => conflict);
  const changed = count(({ change }) => change);
  if (wrong > 0) return mark('wrong', '!', t('something is wrong'));
  if (conflicting > 0) return mark('conflict', '⇄', t('changed elsewhere too'));
  return changed > 0 ? mark('change', String(changed), t('{0} changed', changed)) : nothing;
}

function mark(kind: string, sign: string, words: string): TemplateResult {
  return html`<span class="mark mark-${kind}" title=${words}
    ><span aria-hidden="true">${sign}</span><span class="spoken">${words}</span></span
  >`;
}

function review(state: NumberPage, page: FormPage, typing: Typing): TemplateResult | typeof nothing {
  const changed = state.sections.flatMap(({ fields }) => fields).some(({ change }) => change);
  if (!changed) return nothing;
  return button({
    label: t('Review Changes'),
    onClick: () => {
      typing.flush();
      page.act('review');
    },
  });
}

function panel(section: SectionForm, state: NumberPage, page: FormPage, typing: Typing): TemplateResult {
  const again = { label: t('Look Again'), onClick: () => page.act('refresh') };
  const disabled = state.readOnly !== undefined || section.closed;
  return html`
    <h2 class="spoken">${section.label}</h2>
    ${section.note === undefined ? nothing : html`<p class="note">${section.note}</p>`}
    ${
      section.trouble === undefined
        ? nothing
        : banner({ tone: 'error', sentence: section.trouble, actions: [again] })
    }
    ${section.closed ? nothing : section.fields.map((field) => drawField({ field, state, page, typing, disabled }))}
    ${section.facts.length === 0 ? nothing : facts(section)}
  `;
}

function facts({ facts: told }: SectionForm): TemplateResult {
  return html`<dl class="facts">
    ${told.map(
      ({ label, value }) =>
        html`<dt>${label}</dt>
          <dd><bdi>${brief(value)}</bdi></dd>`,
    )}
  </dl>`;
}
