import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { ChargesActs, ChargesState } from '../../src/core/protocol/charges.ts';
import { failed } from '../lib/failed.ts';
import { startPage, type Page } from '../lib/page.ts';
import { banner, emptyState, loadingBar } from '../lib/pieces.ts';
import { adjustmentsTable } from './adjustments.ts';
import { Chart } from './chart.ts';
import './charges.css';
import { linesTable } from './lines.ts';
import { PeriodControls } from './period.ts';
import { totals } from './totals.ts';

type ChargesPage = Page<ChargesState, ChargesActs>;

const controls = new PeriodControls();
const chart = new Chart();

startPage<ChargesState, ChargesActs>((state, page) => {
  controls.follow(state, page);
  return html`
    ${state.loading ? loadingBar(t('Loading charges')) : nothing}
    <header>
      <h1 class="ellipsis" title=${state.period.title}>${state.period.title}</h1>
      <p class="muted about">
        <bdi class="ellipsis" title=${state.account}>${state.account}</bdi>
        <span>${state.period.days}</span>
      </p>
    </header>
    ${controls.draw(state, page)} ${content(state, page)}
  `;
});

function content(state: ChargesState, page: ChargesPage): TemplateResult {
  const { report, closed } = state;
  if (closed !== undefined)
    return html`<div class="notes">${banner({ tone: 'information', sentence: closed })}</div>`;
  if (!report)
    return state.failure ? notes(state, page) : emptyState(state.loading ? t('Loading charges…') : '');
  const empty = report.lines.length === 0 && report.adjustments.length === 0;
  return html`
    ${notes(state, page)}
    <div class=${state.loading ? 'stale' : nothing}>
      ${totals(report)} ${empty ? emptyState(t('Telnyx reports no charges for these days.')) : nothing}
      ${report.bars.length > 0 ? chart.draw(report, page) : nothing}
      ${report.lines.length > 0 ? linesTable(report) : nothing}
      ${report.adjustments.length > 0 ? adjustmentsTable(report) : nothing}
    </div>
  `;
}

/** What a reader must know before reading the figures. */
function notes({ failure, report }: ChargesState, page: ChargesPage): TemplateResult {
  const warnings = [
    ...(report?.warnings ?? []),
    ...(report?.check.tone === 'warning' ? [report.check.sentence] : []),
  ];
  return html`<div class="notes">
    ${
      failure
        ? failed(failure, { repair: (way) => page.act('repair', way), retry: () => page.act('reload') })
        : nothing
    }
    ${warnings.map((sentence) => banner({ tone: 'warning', sentence }))}
  </div>`;
}
