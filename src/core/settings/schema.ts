import { shapeOf } from './kinds.ts';
import { inSection, secretMask, type Section, type Setting } from './setting.ts';
import { sections, settings } from './table.ts';

type Json = Readonly<Record<string, unknown>>;

function propertyOf(setting: Setting): Json {
  const examples = setting.type.kind === 'secret' ? { examples: [secretMask] } : {};
  return { ...shapeOf(setting), title: setting.label(), description: setting.help(), ...examples };
}

function objectOf(section: Section, table: readonly Setting[]): Json {
  const own = table.filter((setting) => inSection(setting, section.key));
  return {
    type: 'object',
    title: section.label(),
    description: section.label(),
    additionalProperties: false,
    properties: Object.fromEntries(own.map((setting) => [setting.key, propertyOf(setting)])),
  };
}

/** The JSON schema (draft 7) of number documents, in the language of the person. */
export function documentSchema(table: readonly Setting[] = settings): Json {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(sections.map((section) => [section.key, objectOf(section, table)])),
  };
}
