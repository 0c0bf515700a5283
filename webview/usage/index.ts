import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { UsageActs, UsageState } from '../../src/core/protocol/usage.ts';
import { failed } from '../lib/failed.ts';
import { startPage } from '../lib/page.ts';
import { banner, emptyState, loadingBar } from '../lib/pieces.ts';
import { button } from '../lib/toolkit.ts';
import { Controls } from './controls.ts';
import { Filters } from './filters.ts';
import { Grid } from './grid.ts';
import type { UsagePage } from './page.ts';
import '../lib/rows.css';
import './usage.css';

const controls = new Controls();
const filters = new Filters();
const grid = new Grid();

startPage<UsageState, UsageActs>((state, page) => {
  controls.follow(state, page);
  filters.follow(page);
  page.keep({ ...state.restore, draft: filters.draft });
  return html`
    ${state.loading ? loadingBar(t('Loading records')) : nothing}
    <header>
      <h1 class="spoken">${t('Usage: {0}', state.type.label)}</h1>
      ${controls.draw(state, page)} ${filters.draw(state, page)} ${summary(state, page)}
    </header>
    ${notes(state, page)} ${content(state, page)}
  `;
});

/** How many there are, what they cost, and what is missing. */
function summary(state: UsageState, page: UsagePage): TemplateResult {
  const { counted, costs, rest, loadingAll, loading, account } = state;
  return html`<div class="line">
    <bdi class="muted ellipsis" title=${account}>${account}</bdi>
    <span class="counted" role="status" dir="auto">${counted ?? nothing}</span>
    ${costs.map((words) => html`<span class="cost" dir="auto">${words}</span>`)}
    ${
      loadingAll
        ? button({ id: 'stop', label: t('Stop'), onClick: () => page.act('stop') })
        : rest === 'more'
          ? html`${button({ id: 'more', label: t('Load More'), disabled: loading, onClick: () => page.act('more') })}
            ${button({ id: 'all', label: t('Load All'), onClick: () => page.act('all') })}`
          : nothing
    }
    ${rest === 'capped' ? html`<span class="muted">${t('No more are loaded here: filter to see others.')}</span>` : nothing}
  </div>`;
}

function notes({ failure, warnings, closed, about }: UsageState, page: UsagePage): TemplateResult {
  return html`<div class="notes">
    ${closed === undefined ? nothing : banner({ tone: 'information', sentence: closed })}
    ${about === undefined || closed !== undefined ? nothing : html`<p class="muted">${about}</p>`}
    ${
      failure
        ? failed(failure, { repair: (way) => page.act('repair', way), retry: () => page.act('retry') })
        : nothing
    }
    ${warnings.map((sentence) => banner({ tone: 'warning', sentence }))}
  </div>`;
}

function content(state: UsageState, page: UsagePage): TemplateResult {
  if (state.lines.total > 0) return grid.draw(state, page);
  if (state.empty)
    return emptyState(
      t('Telnyx has no such records.'),
      t('Choose another period or type, or remove a filter.'),
    );
  return emptyState(state.loading ? t('Loading records…') : '');
}
