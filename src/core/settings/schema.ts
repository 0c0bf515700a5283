import { t } from '@vscode/l10n';
import { shapeOf } from './kinds.ts';
import { inSection, secretMask, type Section, type Setting, type Table } from './setting.ts';
import { numberTable } from './table.ts';

type Json = Readonly<Record<string, unknown>>;

function propertyOf(setting: Setting): Json {
  const examples = setting.type.kind === 'secret' ? { examples: [secretMask] } : {};
  return { ...shapeOf(setting), title: setting.label(), description: setting.help(), ...examples };
}

/** `open`: names that nobody knows are not the schema's to refuse. */
function objectOf(section: Section, table: Table, open: boolean): Json {
  const own = table.settings.filter((setting) => inSection(setting, section.key));
  return {
    type: 'object',
    title: section.label(),
    description: section.note?.() ?? section.label(),
    additionalProperties: open,
    properties: Object.fromEntries(own.map((setting) => [setting.key, propertyOf(setting)])),
  };
}

const draft = { $schema: 'http://json-schema.org/draft-07/schema#' };

const sectionsOf = (table: Table, open: boolean): Json =>
  Object.fromEntries(table.sections.map((section) => [section.key, objectOf(section, table, open)]));

/** The JSON schema (draft 7) of number documents, in the language of the person. */
export function documentSchema(table: Table = numberTable): Json {
  return { ...draft, type: 'object', additionalProperties: false, properties: sectionsOf(table, false) };
}

/**
 * The JSON schema (draft 7) of files that hold a list of numbers with settings. It says which types values have; all
 * else is said by what an import refuses, with what to do.
 */
export function listSchema(table: Table = numberTable): Json {
  const text = { type: 'string', errorMessage: t('Write a text in quotes.') };
  const name = {
    phone_number: { ...text, description: t('The number with + and country code.') },
    id: { ...text, description: t('The ID of the number in the account.') },
  };
  const number = {
    type: 'object',
    description: t('A number and what it is to have. What is left out stays as it is.'),
    properties: { ...name, ...sectionsOf(table, true) },
  };
  return { ...draft, type: 'array', items: number };
}
