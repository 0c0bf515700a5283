import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { FieldForm, FieldValue } from '../../src/core/protocol/number.ts';
import { controlId, type ControlParts } from './controlParts.ts';
import { button, checkbox, choice, textField } from './toolkit.ts';

export function text(parts: ControlParts): TemplateResult {
  const { field, typing, disabled } = parts;
  // Where nobody knows the present value, an empty field is no wish: none has a button of its own.
  const offersNone = !disabled && field.clearable && typing.shown(field) === undefined;
  // The box stays the one it is with and without the button: another one would not have the focus of who types.
  return html`<div class="secret">
    ${textBox(parts)}
    ${offersNone ? button({ label: t('Set to None'), onClick: () => typing.set(field.id, null) }) : nothing}
  </div>`;
}

/** What an empty field says. */
export function placeholder({ unset }: ControlParts, value: FieldValue | undefined): string {
  return value === undefined ? (unset ?? t('Unknown: Telnyx does not tell it')) : t('None');
}

function textBox(parts: ControlParts): TemplateResult {
  const { field, typing, describedBy, disabled, unset, leave } = parts;
  const value = typing.shown(field);
  return textField({
    id: controlId(field),
    label: field.label,
    value: typeof value === 'string' ? value : '',
    placeholder: placeholder(parts, value),
    describedBy,
    invalid: field.errors.length > 0,
    disabled,
    onInput: (typed) =>
      typed === '' && unset !== undefined ? leave() : typing.type(field.id, typed === '' ? null : typed),
  });
}

/** Never shows what is set. An emptied field means "leave it", so removing has a button of its own. */
export function secret(parts: ControlParts): TemplateResult {
  const { field, typing, describedBy, disabled, leave } = parts;
  const value = typing.shown(field);
  return html`<div class="secret">
    ${textField({
      id: controlId(field),
      type: 'password',
      label: field.label,
      value: typeof value === 'string' ? value : '',
      placeholder: parts.unset !== undefined ? placeholder(parts, value) : secretPlaceholder(field, value),
      describedBy,
      invalid: field.errors.length > 0,
      disabled,
      onInput: (typed) => (typed === '' ? leave() : typing.type(field.id, typed)),
    })}
    ${
      disabled || value === null
        ? nothing
        : button({ label: t('Remove'), onClick: () => typing.set(field.id, null) })
    }
  </div>`;
}

function secretPlaceholder({ told }: FieldForm, value: FieldValue | undefined): string {
  if (value === null) return t('None');
  return told === undefined ? t('Unknown: Telnyx does not tell it') : t('Unchanged');
}

export function onOff({ field, typing, describedBy, disabled }: ControlParts): TemplateResult {
  return checkbox({
    id: controlId(field),
    label: field.label,
    checked: typing.shown(field) === true,
    describedBy,
    disabled,
    onChange: (checked) => typing.set(field.id, checked),
  });
}

/** One of a few words; a value nobody told, or none, is an entry that can be left and not chosen again. */
export function words({ field, typing, describedBy, disabled, unset, leave }: ControlParts): TemplateResult {
  const value = typing.shown(field);
  const chosen = typeof value === 'string' ? value : '';
  const none = value === undefined ? t('Unknown: Telnyx does not tell it') : t('None');
  const offersEmpty = unset !== undefined || chosen === '' || field.clearable;
  return choice({
    id: controlId(field),
    label: field.label,
    value: chosen,
    options: [...(offersEmpty ? [{ value: '', label: unset ?? none }] : []), ...(field.options ?? [])],
    describedBy,
    invalid: field.errors.length > 0,
    disabled,
    onChange: (next) => {
      if (next !== '') typing.set(field.id, next);
      else if (unset !== undefined) leave();
      else typing.set(field.id, null);
    },
  });
}
