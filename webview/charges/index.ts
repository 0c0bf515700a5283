import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type {
  ChargesActs,
  ChargesState,
  ReportText,
  SortColumn,
  TableText,
} from '../../src/core/protocol/charges.ts';
import { failed } from '../lib/failed.ts';
import { startPage, type Page } from '../lib/page.ts';
import { MoneyGrid } from '../lib/moneyGrid.ts';
import { banner, emptyState, loadingBar } from '../lib/pieces.ts';
import type { Range } from '../lib/rowWindow.ts';
import { adjustmentsTable } from './adjustments.ts';
import { Chart } from './chart.ts';
import '../lib/sheet.css';
import './charges.css';
import { linesTable } from './lines.ts';
import { PeriodControls } from './period.ts';
import { checked, totals } from './totals.ts';
import { narrowings, viewBar } from './views.ts';

type ChargesPage = Page<ChargesState, ChargesActs>;

const controls = new PeriodControls();
const chart = new Chart();
const groups = new MoneyGrid();

startPage<ChargesState, ChargesActs>((state, page) => {
  controls.follow(state, page);
  return html`
    ${state.loading ? loadingBar(t('Loading charges')) : nothing}
    <header>
      <h1 class="ellipsis" title=${state.period.title}>${state.period.title}</h1>
      <p class="muted about">
        <bdi class="ellipsis" title=${state.account}>${state.account}</bdi>
        <span>${state.period.days}</span>
        <span>${state.progress ?? nothing}</span>
      </p>
    </header>
    ${controls.draw(state, page)} ${viewBar(state, page)}
    <div id="figures" role="tabpanel" aria-labelledby="view-${state.view}">${content(state, page)}</div>
  `;
});

function content(state: ChargesState, page: ChargesPage): TemplateResult {
  const { report, table, closed, loading } = state;
  if (closed !== undefined)
    return html`<div class="notes">${banner({ tone: 'information', sentence: closed })}</div>`;
  if (!report && !table)
    return state.failure ? notes(state, page) : emptyState(loading ? t('Loading charges…') : '');
  return html`
    ${notes(state, page)} ${narrowings(state, page)}
    <div class=${loading ? 'stale' : nothing}>
      ${report ? categories(report, page) : nothing} ${table ? grouped(table, page) : nothing}
    </div>
  `;
}

function categories(report: ReportText, page: ChargesPage): TemplateResult {
  const empty = report.lines.length === 0 && report.adjustments.length === 0;
  return html`
    ${totals(report)} ${empty ? emptyState(t('Telnyx reports no charges for these days.')) : nothing}
    ${report.bars.length > 0 ? chart.draw(report, page) : nothing}
    ${report.lines.length > 0 ? linesTable(report) : nothing}
    ${report.note === undefined ? nothing : html`<p class="muted remark">${report.note}</p>`}
    ${report.adjustments.length > 0 ? adjustmentsTable(report) : nothing}
  `;
}

function gridPage(page: ChargesPage) {
  return {
    redraw: () => page.redraw(),
    sort: (column: SortColumn) => page.act('sort', column),
    open: (key: string) => page.act('open', key),
    look: (range: Range) => page.act('look', range),
  };
}

function grouped(table: TableText, page: ChargesPage): TemplateResult {
  return html`
    ${table.bars.length > 0 ? chart.draw(table, page) : nothing}
    ${table.total > 0 ? groups.draw(table, gridPage(page)) : emptyState(t('Telnyx reports no charges of numbers here.'))}
    ${table.check?.tone === 'good' ? checked(table.check.sentence) : nothing}
    ${table.notes.map((note) => html`<p class="muted remark">${note}</p>`)}
  `;
}

/** What a reader must know before reading the figures. */
function notes({ failure, report, table }: ChargesState, page: ChargesPage): TemplateResult {
  const check = report?.check ?? table?.check;
  const warnings = [...(report?.warnings ?? []), ...(check?.tone === 'warning' ? [check.sentence] : [])];
  return html`<div class="notes">
    ${
      failure
        ? failed(failure, { repair: (way) => page.act('repair', way), retry: () => page.act('retry') })
        : nothing
    }
    ${warnings.map((sentence) => banner({ tone: 'warning', sentence }))}
  </div>`;
}
