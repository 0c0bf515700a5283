import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type {
  ChangeLine,
  GroupLine,
  Included,
  Line,
  PlanActs,
  Side,
  Tone,
} from '../../src/core/protocol/plan.ts';
import { icons } from '../lib/icons.ts';
import type { Send } from '../lib/page.ts';

/**
 * In CSS pixels; the style sheet says the same. In a narrow page a line has what is and what would be below the rest, in
 * a slim one its state below that.
 */
export const rowHeights = { wide: 24, narrow: 44, slim: 66 } as const;

export type Act = Send<PlanActs>;

interface RowParts {
  readonly place: number;
  readonly active: boolean;
  readonly act: Act;
  readonly activate: () => void;
}

/** A check box with three states. On a line it is no tab stop: the grid's keys reach it. */
export function includedBox(
  included: Included,
  label: string,
  onChange: (included: boolean) => void,
  isStop = false,
): TemplateResult {
  return html`<input
    type="checkbox"
    tabindex=${isStop ? 0 : -1}
    aria-label=${label}
    .checked=${live(included === 'all')}
    .indeterminate=${live(included === 'some')}
    @change=${() => {
      onChange(included !== 'all');
    }}
  />`;
}

export function groupLine(line: GroupLine, parts: RowParts): TemplateResult {
  const { act, place } = parts;
  const fold = () => act('fold', { key: line.key, open: !line.open });
  return html`<div
    id="line-${place}"
    class="row group ${parts.active ? 'active' : ''} ${line.included === 'none' ? 'out' : ''}"
    role="row"
    aria-level="1"
    aria-expanded=${line.open ? 'true' : 'false'}
    aria-rowindex=${place + 2}
    aria-label=${[line.label, line.count, spokenIncluded(line.included)].filter(Boolean).join(', ')}
    @click=${parts.activate}
  >
    <span class="cell box" role="gridcell">${box(line, parts)}</span>
    <span class="cell wide" role="gridcell">
      <button class="fold ${line.open ? 'open' : ''}" tabindex="-1" aria-hidden="true" @click=${fold}>
        ${icons.next()}
      </button>
      <bdi class="ellipsis" title=${line.label}>${line.label}</bdi>
      <span class="count">${line.count}</span>
    </span>
  </div>`;
}

export function changeLine(line: ChangeLine, parts: RowParts): TemplateResult {
  const { place } = parts;
  const words = [
    line.number,
    line.field,
    t('from {0} to {1}', line.before, line.after),
    line.state?.words,
    line.choice ? spokenSides[line.choice.side]() : '',
    spokenIncluded(includedOf(line)),
  ];
  return html`<div
    id="line-${place}"
    class="row change ${parts.active ? 'active' : ''} ${line.included === false ? 'out' : ''} ${line.first ? 'first' : ''} ${line.choice?.side ?? ''}"
    role="row"
    aria-level="2"
    aria-rowindex=${place + 2}
    aria-label=${words.filter(Boolean).join(', ')}
    @click=${parts.activate}
  >
    <span class="cell box" role="gridcell"> ${line.first ? box(line, parts) : nothing} </span>
    <span class="cell phone" role="gridcell">${line.first ? html`<bdi>${line.number}</bdi>` : nothing}</span>
    ${text(line.field, 'setting')} ${text(line.before, 'before')} ${text(line.after, 'after')}
    <span class="cell state" role="gridcell"
      >${state(line)} ${line.choice ? choose(line, line.choice, parts) : nothing}</span
    >
  </div>`;
}

/** How much of a line is in the plan; undefined where that is not up to the person. */
export function includedOf(line: Line): Included | undefined {
  if (line.type === 'group') return line.included;
  return line.included === undefined ? undefined : line.included ? 'all' : 'none';
}

function spokenIncluded(included: Included | undefined): string {
  if (!included) return '';
  const words = { all: t('in the plan'), some: t('partly in the plan'), none: t('taken out') };
  return words[included];
}

/** What is decided of a conflict. */
const spokenSides = {
  open: () => t('not decided'),
  mine: () => t('decided: use mine'),
  theirs: () => t('decided: keep theirs'),
} as const;

function box(line: Line, { act }: RowParts): TemplateResult | typeof nothing {
  const included = includedOf(line);
  if (!included) return nothing;
  const label = line.type === 'group' ? line.label : line.number;
  return includedBox(included, label, (wanted) => act('take', { key: line.key, included: wanted }));
}

function text(words: string, name = ''): TemplateResult {
  return html`<span class="cell ${name}" role="gridcell" title=${words}><bdi>${words}</bdi></span>`;
}

const drawings: Readonly<Record<Tone, () => TemplateResult>> = {
  good: icons.check,
  bad: icons.error,
  warning: icons.warning,
  waiting: icons.waiting,
  muted: icons.idle,
};

function state({ state: told }: ChangeLine): TemplateResult | typeof nothing {
  if (!told) return nothing;
  return html`<span class="told ${told.tone}" title=${told.words}>
    ${drawings[told.tone]()}<span class="ellipsis">${told.words}</span>
  </span>`;
}

/** Which of two values is to stay. */
function choose(
  { key, number, field }: ChangeLine,
  { setting, side: chosen }: NonNullable<ChangeLine['choice']>,
  { act }: RowParts,
): TemplateResult {
  const words: Readonly<Record<Side, string>> = { mine: t('Use Mine'), theirs: t('Keep Theirs') };
  const one = (side: Side) =>
    html`<button
      class="side"
      aria-pressed=${chosen === side ? 'true' : 'false'}
      @click=${() => act('choose', { key, setting, side })}
    >
      ${words[side]}
    </button>`;
  return html`<span
    class="sides"
    role="group"
    aria-label=${t('Which value of {0} of {1} is to stay', field, number)}
  >
    ${one('mine')}${one('theirs')}
  </span>`;
}
