import { t } from '@vscode/l10n';
import { html, type nothing, type TemplateResult } from 'lit-html';
import './form.css';

/** Which tab is in front. Kept by the page over hiding and reloading, beside whatever else it keeps. */
export class Tabs {
  readonly #kept: () => unknown;
  readonly #keep: (kept: { readonly tab: string }) => void;

  constructor(kept: () => unknown, keep: (kept: { readonly tab: string }) => void) {
    this.#kept = kept;
    this.#keep = keep;
  }

  /** The tab in front: the one that was chosen, else the first. */
  inFront(sections: readonly { readonly key: string }[]): string | undefined {
    const kept = this.#kept();
    const tab = typeof kept === 'object' && kept !== null && 'tab' in kept ? kept.tab : undefined;
    return (sections.find(({ key }) => key === tab) ?? sections[0])?.key;
  }

  choose(tab: string): void {
    this.#keep({ tab });
  }
}

export interface TabParts {
  readonly key: string;
  readonly label: string;
  /** What needs a look behind it. */
  readonly marks: TemplateResult | typeof nothing;
  readonly panel: TemplateResult;
}

const tabId = (key: string) => `tab-${key}`;
const panelId = (key: string) => `panel-${key}`;

/** Sections as tabs (the ARIA pattern: arrow keys, Home and End move, and what has the focus is in front). */
export function drawTabs(
  sections: readonly TabParts[],
  tabs: Tabs,
  aside: TemplateResult | typeof nothing,
): TemplateResult {
  const front = tabs.inFront(sections);
  return html`
    <div class="bar">
      <div class="tabs" role="tablist" aria-label=${t('Settings')}>
        ${sections.map((section) => tab(section, section.key === front, sections, tabs))}
      </div>
      ${aside}
    </div>
    ${sections.map(
      ({ key, panel }) =>
        html`<section
          id=${panelId(key)}
          role="tabpanel"
          aria-labelledby=${tabId(key)}
          ?hidden=${key !== front}
        >
          ${panel}
        </section>`,
    )}
  `;
}

function tab(section: TabParts, inFront: boolean, sections: readonly TabParts[], tabs: Tabs): TemplateResult {
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
    ${section.label} ${section.marks}
  </button>`;
}

/** A sign on a tab, and its words. */
export function mark(kind: 'wrong' | 'conflict' | 'change', sign: string, words: string): TemplateResult {
  return html`<span class="mark mark-${kind}" title=${words}
    ><span aria-hidden="true">${sign}</span><span class="spoken">${words}</span></span
  >`;
}
