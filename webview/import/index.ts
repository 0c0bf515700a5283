import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { brief } from '../../src/core/model/text.ts';
import type { ImportActs, ImportPage, ImportProblem } from '../../src/core/protocol/import.ts';
import { icons } from '../lib/icons.ts';
import { startPage, type Page } from '../lib/page.ts';
import { banner, failureBanner, loadingBar } from '../lib/pieces.ts';
import { button } from '../lib/toolkit.ts';
import '../lib/sheet.css';
import './import.css';

type Report = Page<ImportPage, ImportActs>;

startPage<ImportPage, ImportActs>((state, page) => {
  page.keep(state.restore);
  return html`
    ${state.busy === undefined ? nothing : loadingBar(state.busy)}
    <header>
      <h1><bdi>${state.file}</bdi></h1>
      <p class="muted"><bdi>${state.account}</bdi></p>
    </header>
    <div class="notes">${notes(state, page)}</div>
    ${state.problems.length === 0 ? nothing : problems(state, page)} ${foot(state, page)}
  `;
});

function notes(state: ImportPage, page: Report): TemplateResult {
  const again = { label: t('Read Again'), onClick: () => page.act('again') };
  const stop = { label: t('Stop'), onClick: () => page.act('stop') };
  return html`
    ${state.closed === undefined ? nothing : banner({ tone: 'warning', sentence: state.closed, actions: [again] })}
    ${state.failure === undefined ? nothing : failureBanner(state.failure, [again])}
    ${
      state.busy === undefined
        ? nothing
        : banner({ tone: 'information', sentence: state.busy, actions: [stop] })
    }
    ${state.summary.length === 0 ? nothing : banner({ tone: state.tone, sentence: state.summary.join(' ') })}
  `;
}

/** Every problem with its place, which opens the file there. */
function problems(state: ImportPage, page: Report): TemplateResult {
  return html`
    <table>
      <caption class="spoken">
        ${t('Problems')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('Line')}</th>
          <th scope="col">${t('Column')}</th>
          <th scope="col">${t('What is wrong, and what to do')}</th>
        </tr>
      </thead>
      <tbody>
        ${state.problems.map((problem) => row(problem, page))}
      </tbody>
    </table>
    ${state.more > 0 ? html`<p class="muted">${t('({0} more problems)', state.more)}</p>` : nothing}
  `;
}

function row({ line, column, heading, sentence, about }: ImportProblem, page: Report): TemplateResult {
  const place = column === undefined ? String(line) : `${line}:${column}`;
  return html`<tr class=${about}>
    <td class="at">
      <button
        type="button"
        class="place"
        aria-label=${t('Show line {0} in the file', line)}
        @click=${() => page.act('open', { line, ...(column !== undefined && { column }) })}
      >
        ${place}
      </button>
    </td>
    <td><bdi class="heading">${brief(heading ?? '', 60)}</bdi></td>
    <td>
      <div class="words">
        ${about === 'note' ? icons.information() : about === 'row' ? icons.warning() : icons.error()}
        <p>
          <bdi>${brief(sentence, 400)}</bdi>
          ${about === 'note' ? html`<span class="muted">${t('(The lines are taken.)')}</span>` : nothing}
        </p>
      </div>
    </td>
  </tr>`;
}

function foot(state: ImportPage, page: Report): TemplateResult {
  return html`<footer>
    ${
      state.goOn === undefined && state.busy === undefined
        ? nothing
        : button({
            kind: 'primary',
            label: state.goOn ?? t('Review'),
            disabled: state.goOn === undefined,
            once: true,
            onClick: () => page.act('goOn'),
          })
    }
    ${button({
      label: t('Read Again'),
      disabled: state.busy !== undefined,
      onClick: () => page.act('again'),
    })}
    <p class="muted">${t('Nothing is sent before you have seen the plan and applied it.')}</p>
  </footer>`;
}
