import { shapeOf } from './kinds.ts';
import { inSection, secretMask, type Section, type Setting, type Table } from './setting.ts';
import { numberTable } from './table.ts';

type Json = Readonly<Record<string, unknown>>;

function propertyOf(setting: Setting): Json {
  const examples = setting.type.kind === 'secret' ? { examples: [secretMask] } : {};
  return { ...shapeOf(setting), title: setting.label(), description: setting.help(), ...examples };
}

function objectOf(section: Section, table: Table): Json {
  const own = table.settings.filter((setting) => inSection(setting, section.key));
  return {
    type: 'object',
    title: section.label(),
    description: section.note?.() ?? section.label(),
    additionalProperties: false,
    properties: Object.fromEntries(own.map((setting) => [setting.key, propertyOf(setting)])),
  };
}

/** The JSON schema (draft 7) of number documents, in the language of the person. */
export function documentSchema(table: Table = numberTable): Json {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(table.sections.map((section) => [section.key, objectOf(section, table)])),
  };
}
