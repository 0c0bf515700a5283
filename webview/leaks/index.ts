import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { SortColumn } from '../../src/core/protocol/charges.ts';
import type { LeaksActs, LeaksState } from '../../src/core/protocol/leaks.ts';
import { failed } from '../lib/failed.ts';
import { icons } from '../lib/icons.ts';
import { MoneyGrid, type GridPage } from '../lib/moneyGrid.ts';
import { startPage, type Page } from '../lib/page.ts';
import { banner, emptyState, loadingBar } from '../lib/pieces.ts';
import { button } from '../lib/toolkit.ts';
import '../lib/sheet.css';
import './leaks.css';
import { reasons } from './reasons.ts';
import { records } from './records.ts';

type LeaksPage = Page<LeaksState, LeaksActs>;

const grid = new MoneyGrid();

startPage<LeaksState, LeaksActs>((state, page) => {
  page.keep(state.restore);
  return html`
    ${state.loading ? loadingBar(t('Loading numbers')) : nothing}
    <header>
      <h1>${t('Idle numbers')}</h1>
      <p class="muted about">
        <bdi class="ellipsis" title=${state.account}>${state.account}</bdi>
        <span>${t('Rent of {0}', state.month)}</span>
        <span>${state.progress ?? nothing}</span>
      </p>
      ${button({
        kind: 'icon',
        label: t('Refresh'),
        drawing: icons.refresh(),
        onClick: () => page.act('reload'),
      })}
    </header>
    ${content(state, page)}
  `;
});

function content(state: LeaksState, page: LeaksPage): TemplateResult {
  const { closed, failure, loading, table } = state;
  if (closed !== undefined) return banner({ tone: 'information', sentence: closed });
  const complaint = failure
    ? failed(failure, { repair: (way) => page.act('repair', way), retry: () => page.act('retry') })
    : nothing;
  if (!table)
    return html`${complaint} ${failure ? nothing : emptyState(loading ? t('Loading numbers…') : '')}`;
  const { total, notes } = table;
  return html`
    <div class="notes">${complaint}</div>
    ${reasons(state, page)} ${records(state, page)} ${verbs(state, page)}
    <div class=${loading ? 'stale' : nothing}>
      ${
        total > 0
          ? grid.draw(table, gridPage(state, page))
          : emptyState(
              t('No number of these kinds costs rent.'),
              t('Choose other kinds above, or look for messages and calls.'),
            )
      }
    </div>
    ${notes.map((note) => html`<p class="muted remark">${note}</p>`)}
  `;
}

/** What can be done with the numbers chosen, and with the table. Each change is shown as a plan first. */
function verbs({ chosen, readOnly, table }: LeaksState, page: LeaksPage): TemplateResult {
  const nobody = chosen.count === 0;
  return html`<div class="verbs">
    <p role="status">
      ${nobody ? t('Select numbers to tag or release them; you see a plan before anything changes.') : chosen.words}
    </p>
    <div class="buttons">
      ${button({
        kind: 'primary',
        label: t('Add Tags…'),
        disabled: nobody || readOnly,
        onClick: () => page.act('tag'),
      })}
      ${button({
        label: t('Release…'),
        disabled: nobody || readOnly,
        once: true,
        onClick: () => page.act('release'),
      })}
      ${button({ label: t('View Charges'), onClick: () => page.act('charges') })}
      ${button({
        label: t('Copy as Table'),
        disabled: table?.total === 0,
        onClick: () => page.act('export', 'clipboard'),
      })}
      ${button({
        label: t('CSV…'),
        disabled: table?.total === 0,
        onClick: () => page.act('export', 'csv'),
      })}
    </div>
    ${readOnly ? html`<p class="muted">${t('This account is read-only.')}</p>` : nothing}
  </div>`;
}

function gridPage({ chosen, table }: LeaksState, page: LeaksPage): GridPage {
  const { count } = chosen;
  return {
    redraw: () => {
      page.redraw();
    },
    sort: (column: SortColumn) => {
      if (column === 'name' || column === 'total') page.act('sort', column);
    },
    open: (key) => {
      page.act('open', key);
    },
    look: (range) => {
      page.act('look', range);
    },
    choice: {
      all: count === 0 ? 'none' : count === table?.total ? 'all' : 'some',
      choose: (key, one) => {
        page.act('choose', { key, chosen: one });
      },
      chooseAll: (all) => {
        page.act('chooseAll', all);
      },
    },
  };
}
