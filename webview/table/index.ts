import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { TableActs, TableState } from '../../src/core/protocol/table.ts';
import { failed } from '../lib/failed.ts';
import { startPage } from '../lib/page.ts';
import { banner, emptyState, loadingBar } from '../lib/pieces.ts';
import { button } from '../lib/toolkit.ts';
import { bar } from './bar.ts';
import { Grid } from './grid.ts';
import type { TablePage } from './page.ts';
import { SearchBox } from './searchBox.ts';
import '../lib/rows.css';
import './table.css';

const search = new SearchBox(() => grid.focus());
const grid: Grid = new Grid(
  () => page.redraw(),
  () => search.focus(),
);

const page: TablePage = startPage<TableState, TableActs>((state, self) => {
  if (state.closed !== undefined) return html`<div class="notes">${closed(state.closed)}</div>`;
  return html`
    ${state.reading?.stopped === false ? loadingBar(t('Reading numbers')) : nothing}
    ${bar(state, self, search)} ${notes(state, self)}
    ${state.empty && state.grouped === undefined ? empty(state, self) : grid.draw(state, self)}
  `;
});

const closed = (sentence: string) => banner({ tone: 'information', sentence });

/** What a reader must know before reading the rows. */
function notes({ failure, warnings }: TableState, self: TablePage): TemplateResult | typeof nothing {
  if (!failure && warnings.length === 0) return nothing;
  return html`<div class="notes">
    ${
      failure
        ? failed(failure, { repair: (way) => self.act('repair', way), retry: () => self.act('retry') })
        : nothing
    }
    ${warnings.map((sentence) => banner({ tone: 'warning', sentence }))}
  </div>`;
}

function empty({ empty }: TableState, self: TablePage): TemplateResult {
  if (empty === 'account') return emptyState(t('This account has no numbers.'));
  return html`${emptyState(t('No number matches.'))}
    <p class="empty-ways">${button({ label: t('Clear Filters'), onClick: () => self.act('clear') })}</p>`;
}
