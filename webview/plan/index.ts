import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Note, PlanActs, PlanState } from '../../src/core/protocol/plan.ts';
import { FocusKeeper } from '../lib/keepFocus.ts';
import { startPage, type Page } from '../lib/page.ts';
import { banner, loadingBar } from '../lib/pieces.ts';
import { button } from '../lib/toolkit.ts';
import { FilterBar } from './filters.ts';
import { Grid } from './grid.ts';
import '../lib/lines.css';
import './plan.css';
import { runBlock } from './run.ts';
import { whole } from './whole.ts';

type PlanPage = Page<PlanState, PlanActs>;

const filters: FilterBar = new FilterBar((query) => page.act('search', query));
const grid: Grid = new Grid(() => page.redraw());

/** There no key does anything, so that whoever presses Enter once more does no harm; Tab goes on to what can be done. */
const focus = new FocusKeeper('title');

const page: PlanPage = startPage<PlanState, PlanActs>((state, self) => {
  focus.watch();
  return html`
    ${state.reading || state.run?.moving ? loadingBar(t('Talking to Telnyx')) : nothing}
    <header>
      <div class="title">
        <h1 class="ellipsis" id="title" tabindex="-1" title=${state.title}><bdi>${state.title}</bdi></h1>
        <p class="muted ellipsis"><bdi>${state.account}</bdi></p>
        <div class="ways">
          ${repeat(
            state.ways,
            // None becomes another under the finger: who presses Pause twice never presses Cancel.
            ({ way }) => way,
            ({ way, label, primary, busy }) =>
              button({
                id: `way-${way}`,
                kind: primary ? 'primary' : 'secondary',
                label,
                ...(busy && { busy }),
                once: true,
                onClick: () => self.act('go', way),
              }),
          )}
        </div>
      </div>
      ${state.head === '' ? nothing : html`<p class="head" role="status">${state.head}</p>`}
      ${state.reading ? reading(state.reading) : nothing} ${state.run ? runBlock(state.run) : nothing}
      ${notes(state, self)}
    </header>
    ${filters.draw(state, self)} ${grid.draw(state, self)}
    ${state.lines.total === 0 ? nothing : whole(grid.active)}
  `;
});

function reading({ sentence, done, of }: NonNullable<PlanState['reading']>): TemplateResult {
  return html`<p class="reading muted">
    <span>${sentence}</span>
    ${
      done === undefined || of === undefined
        ? nothing
        : html`<progress max=${of} .value=${done} aria-label=${sentence}></progress>`
    }
  </p>`;
}

function notes(state: PlanState, self: PlanPage): TemplateResult | typeof nothing {
  if (state.notes.length === 0) return nothing;
  const one = ({ tone, sentence, ways = [] }: Note) =>
    banner({
      tone,
      sentence,
      actions: ways.map(({ way, label }) => ({ label, onClick: () => self.act('go', way) })),
    });
  return html`<div class="notes">${state.notes.map(one)}</div>`;
}
