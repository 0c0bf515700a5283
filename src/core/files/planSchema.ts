import { t } from '@vscode/l10n';
import { shapeOf } from '../settings/kinds.ts';
import { mobileTable } from '../settings/mobile.ts';
import { settingId } from '../settings/setting.ts';
import { numberTable } from '../settings/table.ts';
import { planFormat } from './planFile.ts';

type Json = Readonly<Record<string, unknown>>;

const object = (description: string, properties: Json, required: readonly string[]): Json => ({
  type: 'object',
  description,
  additionalProperties: false,
  properties,
  required,
});

/** The JSON schema (draft 7) of plan files, in the language of the person. */
export function planFileSchema(): Json {
  // Both kinds of numbers have plans; which settings a number has is told when the plan is opened.
  const settings = Object.fromEntries(
    [...mobileTable.settings, ...numberTable.settings].map((setting) => [
      settingId(setting),
      { ...shapeOf(setting), title: setting.label(), description: setting.help() },
    ]),
  );
  const values = (description: string): Json => ({
    type: 'object',
    description,
    additionalProperties: false,
    properties: settings,
  });
  const name = {
    phone_number: { type: 'string', description: t('The number with + and country code.') },
    id: { type: 'string', pattern: '^\\d+$', description: t('The ID of the number in the account.') },
  };
  const was = values(
    t('What the number had when the plan was made. If it has something else by now, that is a conflict.'),
  );
  const number = object(t('A number of the account.'), { ...name, was }, ['phone_number', 'id', 'was']);
  const change = object(
    t('Settings, and the numbers that get them.'),
    {
      set: values(t('Settings as they are to be; null says none. A new PIN is kept in no file.')),
      numbers: { type: 'array', items: number },
    },
    ['set', 'numbers'],
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...object(
      t('Changes of many numbers. Nothing is sent until they were looked at and applied.'),
      {
        format: { const: planFormat },
        version: { const: 1 },
        account: object(
          t('The account this plan is for.'),
          { id: { type: 'string' }, name: { type: 'string' } },
          ['id', 'name'],
        ),
        title: { type: 'string', description: t('What the plan does, in words.') },
        source: { type: 'string' },
        family: { enum: ['numbers', 'mobile'], description: t('Phone numbers, or mobile numbers.') },
        changes: { type: 'array', items: change },
        deletions: {
          type: 'array',
          description: t('Numbers to give back. Nothing can undo that.'),
          items: object(t('A number of the account.'), name, ['phone_number', 'id']),
        },
        left_out: {
          type: 'array',
          description: t('Settings that were wished and are secret: they are not in this file.'),
          items: { type: 'string' },
        },
      },
      ['format', 'version', 'account', 'title', 'changes'],
    ),
  };
}
