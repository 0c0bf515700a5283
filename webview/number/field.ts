import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { FieldForm, NumberActs, NumberPage } from '../../src/core/protocol/number.ts';
import { Controls } from '../lib/controls.ts';
import type { Page } from '../lib/page.ts';
import { button } from '../lib/toolkit.ts';
import type { Typing } from '../lib/typing.ts';

const controls = new Controls();

export interface FieldParts {
  readonly field: FieldForm;
  readonly state: NumberPage;
  readonly page: Page<NumberPage, NumberActs>;
  readonly typing: Typing;
  readonly disabled: boolean;
}

/** One setting, drawn as VS Code draws its own: label, help, control, then what is changed, wrong or in conflict. */
export function drawField(parts: FieldParts): TemplateResult {
  const { field, state, page, typing, disabled } = parts;
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
      choices: state.choices,
      typing,
      disabled,
      describedBy: described.join(' '),
      search: (source, query) => page.act('search', { source, query }),
      leave: revert(parts),
      redraw: () => page.redraw(),
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
  ({ field, page, typing }: FieldParts) =>
  () => {
    typing.forget(field.id);
    page.act('revert', { id: field.id });
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
    ${field.errors.map((sentence) => html`<p>${sentence}</p>`)}
  </div>`;
}

function conflict({ field, page, typing, disabled }: FieldParts, id: string): TemplateResult {
  const { base = '', theirs = '', mine = '' } = field.conflict ?? {};
  const choose = (act: 'keepMine' | 'takeTheirs') => () => {
    typing.forget(field.id);
    page.act(act, { id: field.id });
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
