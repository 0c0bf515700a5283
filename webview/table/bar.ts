import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { TableState } from '../../src/core/protocol/table.ts';
import { icons } from '../lib/icons.ts';
import { button } from '../lib/toolkit.ts';
import type { TablePage } from './page.ts';
import type { SearchBox } from './searchBox.ts';

/** What stands above the rows: the search, what is in force and how much it finds, and what can be done with it. */
export function bar(state: TableState, page: TablePage, search: SearchBox): TemplateResult {
  return html`<header>
    <div class="bar">${search.draw(state, page)} ${tools(page)}</div>
    <div class="line">
      <p class="counts" role="status">${counts(state)}</p>
      ${inForce(state, page)}
    </div>
  </header>`;
}

function tools(page: TablePage): TemplateResult {
  const tool = (label: string, drawing: TemplateResult, onClick: () => void) =>
    button({ kind: 'icon', label, drawing, onClick });
  return html`<div class="tools" role="toolbar" aria-label=${t('Table')}>
    ${tool(t('Filter…'), icons.filter(), () => page.act('ask', 'filter'))}
    ${tool(t('Group by…'), icons.group(), () => page.act('ask', 'group'))}
    ${tool(t('Saved searches…'), icons.saved(), () => page.act('ask', 'saved'))}
    ${tool(t('Columns…'), icons.columns(), () => page.act('ask', 'columns'))}
    ${tool(t('Export Table as CSV…'), icons.exported(), () => page.act('save'))}
    ${tool(t('Refresh'), icons.refresh(), () => page.act('refresh'))}
  </div>`;
}

/** `37 of 4,812 · 3 selected`. */
function counts({ counted, without, chosen, reading, account, readOnly }: TableState): TemplateResult {
  return html`<bdi class="muted">${account}</bdi>
    ${readOnly ? html`<span class="muted">${t('read-only')}</span>` : nothing}
    <span class="counted">${counted === '1' ? t('1 number') : t('{0} numbers', counted)}</span>
    ${without === undefined ? nothing : html`<span class="muted">${without}</span>`}
    ${reading ? html`<span class="muted">${reading.words}</span>` : nothing}
    ${chosen.count > 0 ? html`<span class="chosen-count">${chosen.words}</span>` : nothing}`;
}

/** Everything that leaves numbers out or moves them, each with a way to take it back. */
function inForce(state: TableState, page: TablePage): TemplateResult {
  const { filters, grouped, search, reading, chosen } = state;
  const narrowed = filters.length > 0 || search.text.trim() !== '';
  return html`<div class="in-force">
    ${filters.map(({ field, words }) => chip(words, () => page.act('unfilter', field)))}
    ${grouped === undefined ? nothing : chip(grouped, () => page.act('ungroup'))}
    ${narrowed ? link(t('Clear Filters'), () => page.act('clear')) : nothing}
    ${narrowed ? link(t('Save Search…'), () => page.act('ask', 'save')) : nothing}
    ${reading?.stopped === false ? link(t('Stop'), () => page.act('stop')) : nothing}
    ${reading?.stopped === true ? link(t('Go on searching'), () => page.act('retry')) : nothing}
    ${chosen.count > 0 ? chosenWays(page) : nothing}
  </div>`;
}

function chosenWays(page: TablePage): TemplateResult {
  return html`${link(t('Copy'), () => page.act('copy', 'numbers'))}
  ${link(t('Copy Rows'), () => page.act('copy', 'rows'))} ${link(t('More…'), showMenu, 'chosen-menu')}`;
}

/** VS Code shows the menu of the rows where this event happens; it reads the context of the grid from the element. */
function showMenu({ currentTarget }: Event): void {
  const grid = document.getElementById('grid');
  if (!grid || !(currentTarget instanceof HTMLElement)) return;
  const { left, bottom } = currentTarget.getBoundingClientRect();
  grid.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, clientX: left, clientY: bottom }));
}

const chip = (words: string, onClick: () => void) =>
  html`<button class="chip" title=${t('Remove: {0}', words)} @click=${onClick}>
    <bdi class="ellipsis">${words}</bdi>${icons.close()}
  </button>`;

const link = (label: string, onClick: (event: Event) => void, id?: string) =>
  html`<button class="link" id=${id ?? nothing} @click=${onClick}>${label}</button>`;
