import { html, nothing, type TemplateResult } from 'lit-html';
import type { ColumnText, GroupText, LineText, RowText } from '../../src/core/protocol/table.ts';
import { icons } from '../lib/icons.ts';

/** As high as the rows of VS Code's own lists, in CSS pixels; the style sheet says the same. */
export const rowHeight = 22;

interface LineParts {
  readonly at: number;
  readonly columns: readonly ColumnText[];
  /** The active cell, or the line as a whole. */
  readonly active: number | 'row' | undefined;
  /** For menus, where it differs from that of what is chosen. */
  readonly context: string | undefined;
}

/** A line of the grid; the head of the grid is the first for screen readers. A line that is not told yet is blank. */
export function line(told: LineText | undefined, parts: LineParts): TemplateResult {
  if (told?.type === 'row') return row(told, parts);
  if (told?.type === 'group') return group(told, parts);
  return html`<div
    class="row blank"
    id="line-${parts.at}"
    role="row"
    aria-busy="true"
    aria-rowindex=${parts.at + 2}
  ></div>`;
}

function row(told: RowText, { at, columns, active, context }: LineParts): TemplateResult {
  const looks = `row${told.chosen ? ' chosen' : ''}${active === 'row' ? ' active' : ''}`;
  return html`<div
    class=${looks}
    id="line-${at}"
    role="row"
    aria-rowindex=${at + 2}
    aria-selected=${String(told.chosen)}
    data-at=${at}
    data-vscode-context=${context ?? nothing}
  >
    ${columns.map(({ id }, nth) => {
      const text = told.cells[nth] ?? '';
      return html`<div
        class="cell ${active === nth ? 'active' : ''} ${id === 'status' ? told.tone : ''}"
        id="cell-${at}-${nth}"
        role="gridcell"
        aria-colindex=${nth + 1}
        title=${text}
      >
        <bdi>${text}</bdi>
      </div>`;
    })}
  </div>`;
}

function group({ name, count, open }: GroupText, { at, active }: LineParts): TemplateResult {
  return html`<div
    class="row group ${active === undefined ? '' : 'active'}"
    id="line-${at}"
    role="row"
    aria-rowindex=${at + 2}
    aria-expanded=${String(open)}
    data-at=${at}
  >
    <div class="cell" role="gridcell" title=${name}>
      ${open ? icons.unfold() : icons.next()}<bdi>${name}</bdi><span class="muted">${count}</span>
    </div>
  </div>`;
}
