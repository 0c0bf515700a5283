import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { brief } from '../../src/core/model/text.ts';
import type { ChoiceList, FieldForm } from '../../src/core/protocol/number.ts';
import { Controls } from './controls.ts';
import { button } from './toolkit.ts';
import type { Typing } from './typing.ts';

const controls = new Controls();

/** What a person decides about a field. */
export type Decision = 'revert' | 'keepMine' | 'takeTheirs';

export interface FieldParts {
  readonly field: FieldForm;
  readonly choices: Readonly<Record<string, ChoiceList>>;
  readonly typing: Typing;
  readonly disabled: boolean;
  readonly decide: (decision: Decision, id: string) => void;
  readonly search: (source: string, query: string) => void;
  readonly redraw: () => void;
}

/** One setting, drawn as VS Code draws its own: label, help, control, then what is changed, wrong or in conflict. */
export function drawField(parts: FieldParts): TemplateResult {
  const { field, choices, typing, disabled, search, redraw } = parts;
  const part = (name: string) => `${name}-${field.id}`;
  const told = field.kind === 'secret' && field.told !== undefined;
  // A box that is not ticked and a list without tags would say more than anybody knows.
  const unknown = (field.kind === 'switch' || field.kind === 'tags') && typing.shown(field) === undefined;
  const described = [
    part('help'),
    ...(unknown ? [part('unknown')] : []),
    ...(told ? [part('told')] : []),
    ...(field.idle === undefined ? [] : [part('idle')]),
    ...(field.change ? [part('change')] : []),
    ...(field.errors.length > 0 ? [part('errors')] : []),
    ...(field.conflict ? [part('conflict')] : []),
  ];
  const classes = [
    'setting',
    ...(field.change ? ['changed'] : []),
    ...(field.conflict ? ['conflicting'] : []),
  ];
  return html`<div class=${classes.join(' ')} role="group" aria-label=${field.label}>
    <h3>${field.label}</h3>
    <p class="help" id=${part('help')}>${field.help}</p>
    ${controls.draw({
      field,
      choices,
      typing,
      disabled,
      describedBy: described.join(' '),
      search,
      leave: revert(parts),
      redraw,
    })}
    ${unknown ? html`<p class="muted" id=${part('unknown')}>${t('Unknown: Telnyx does not tell it')}</p>` : nothing}
    ${told ? html`<p class="muted" id=${part('told')}>${field.told}</p>` : nothing}
    ${field.idle === undefined ? nothing : html`<p class="muted" id=${part('idle')}>${field.idle}</p>`}
    ${field.change && !field.conflict ? changed(parts, part('change')) : nothing}
    ${field.errors.length > 0 ? errors(field, part('errors')) : nothing}
    ${field.conflict ? conflict(parts, part('conflict')) : nothing}
  </div>`;
}

/** Back to what the account holds. */
const revert =
  ({ field, decide, typing }: FieldParts) =>
  () => {
    typing.forget(field.id);
    decide('revert', field.id);
  };

function changed(parts: FieldParts, id: string): TemplateResult {
  const { field, disabled } = parts;
  const { before = '', after = '' } = field.change ?? {};
  return html`<div class="change">
    <p id=${id}>
      <span class="spoken">${t('Changed from {0} to {1}.', before, after)}</span>
      <span aria-hidden="true"><bdi class="before">${before}</bdi> → <bdi>${after}</bdi></span>
    </p>
    ${disabled ? nothing : button({ label: t('Revert'), onClick: revert(parts) })}
  </div>`;
}

function errors(field: FieldForm, id: string): TemplateResult {
  return html`<div class="complaint" id=${id} role="alert">
    ${field.errors.map((sentence) => html`<p>${brief(sentence, 400)}</p>`)}
  </div>`;
}

function conflict({ field, decide, typing, disabled }: FieldParts, id: string): TemplateResult {
  const { base = '', theirs = '', mine = '' } = field.conflict ?? {};
  const choose = (decision: Decision) => () => {
    typing.forget(field.id);
    decide(decision, field.id);
  };
  return html`<div class="conflict">
    <p id=${id}>${t('Changed elsewhere since you began. Which value is to stay?')}</p>
    <dl>
      <dt>${t('Was')}</dt>
      <dd><bdi>${base}</bdi></dd>
      <dt>${t('Theirs')}</dt>
      <dd><bdi>${theirs}</bdi></dd>
      <dt>${t('Mine')}</dt>
      <dd><bdi>${mine}</bdi></dd>
    </dl>
    <div class="buttons">
      ${button({ label: t('Keep Mine'), disabled, onClick: choose('keepMine') })}
      ${button({ label: t('Take Theirs'), disabled, onClick: choose('takeTheirs') })}
    </div>
  </div>`;
}
