import { t } from '@vscode/l10n';
import { brief } from '../core/model/text.ts';
import type { Change } from '../core/plan/plan.ts';
import type { ChoiceList, FieldForm, NumberPage, SectionForm } from '../core/protocol/number.ts';
import type { ChoiceLists } from '../core/state/choiceLists.ts';
import { inWords } from '../core/resources/words.ts';
import { searchChoices, type ChoiceSource } from '../core/resources/choices.ts';
import type { ReadDocument } from '../core/settings/readDocument.ts';
import { optionsOf, showValue } from '../core/settings/kinds.ts';
import {
  inSection,
  settingId,
  type Section,
  type Setting,
  type Table,
  type Value,
  type Values,
} from '../core/settings/setting.ts';
import type { NumberFile } from './numberFile.ts';

/** More options than anybody reads are not sent: searching narrows them. */
const mostOptions = 50;

/** What one form shows besides what is in the file. */
export interface FormView {
  readonly account: string;
  readonly readOnly?: string | undefined;
  readonly busy: boolean;
  readonly progress?: NonNullable<NumberPage['progress']> | undefined;
  readonly heard: number;
  /** The searches of this form: source -> query. */
  readonly searches: ReadonlyMap<ChoiceSource, string>;
}

const sourceOf = ({ type }: Setting): ChoiceSource | undefined =>
  type.kind === 'tags' || type.kind === 'choice' ? type.from : undefined;

/** The form of a number document, made from the table of settings. */
export function formOf(
  file: NumberFile,
  text: string,
  lists: ChoiceLists | undefined,
  view: FormView,
  table: Table = file.table,
): NumberPage {
  const read = file.read(text);
  const changes = read.usable ? file.changes(text) : [];
  const general = read.problems.filter(({ setting }) => setting === undefined);
  const fieldParts = { file, read, changes, lists };
  const shown = table.sections.map((section) => {
    const own = table.settings.filter((setting) => inSection(setting, section.key));
    return sectionOf(section, own, fieldParts);
  });
  const [broken] = general;
  const status = inWords(file.status);
  // "Saved" is no news any more once something is changed again.
  const notice = file.notice?.tone === 'information' && changes.length > 0 ? undefined : file.notice;
  return {
    phoneNumber: file.phoneNumber,
    account: view.account,
    ...(status === undefined ? {} : { status }),
    ...(view.readOnly === undefined ? {} : { readOnly: view.readOnly }),
    ...(read.usable || !broken ? {} : { broken: broken.sentence }),
    ...(file.known.gone === undefined ? {} : { gone: file.known.gone }),
    draft: file.draft,
    busy: view.busy,
    ...(view.progress === undefined ? {} : { progress: view.progress }),
    ...(notice === undefined ? {} : { notice }),
    problems: read.usable ? general.map(({ sentence }) => brief(sentence)) : [],
    sections: read.usable ? shown : [],
    choices: Object.fromEntries(
      [...view.searches].map(([source, query]) => [source, choiceList(lists, source, query)]),
    ),
    heard: view.heard,
  };
}

interface FieldParts {
  readonly file: NumberFile;
  readonly read: ReadDocument;
  readonly changes: readonly Change[];
  readonly lists: ChoiceLists | undefined;
}

function sectionOf(section: Section, own: readonly Setting[], parts: FieldParts): SectionForm {
  const { file } = parts;
  const record = file.known.record(section);
  const trouble = file.known.trouble(section);
  const facts = (section.facts ?? []).flatMap(({ label, show }) => {
    const value = record && show(record);
    return value === undefined || value === '' ? [] : [{ label: label(), value: brief(value) }];
  });
  return {
    key: section.key,
    label: section.label(),
    ...(section.note && { note: section.note() }),
    ...(trouble && { trouble: trouble.sentence }),
    // What a draft remembers can be edited although the number cannot be read now.
    closed:
      section.record !== undefined && !record && own.every((one) => file.base[settingId(one)] === undefined),
    fields: own.map((setting) => fieldOf(setting, parts)),
    facts,
  };
}

/** The words to choose from; one that the account holds and nobody has heard of is among them. */
function wordsFor(setting: Setting, file: NumberFile, value: Value | undefined): FieldForm['options'] {
  const offered = file.known.offers[settingId(setting)] ?? [];
  const held = [file.base[settingId(setting)], value].filter((word) => typeof word === 'string');
  return optionsOf(setting, [...new Set([...offered, ...held])]).map((option) => ({
    value: option.value,
    label: brief(option.label(), 60),
  }));
}

/** None is a wish too: only what the text does not say is as it was. */
function wishedOr(base: Values, wishes: Values, id: string): Value | undefined {
  return wishes[id] === undefined ? base[id] : wishes[id];
}

function fieldOf(setting: Setting, { file, read, changes, lists }: FieldParts): FieldForm {
  const id = settingId(setting);
  const source = sourceOf(setting);
  const secret = setting.type.kind === 'secret';
  const wish = read.values[id];
  const value = secret ? wish : wishedOr(file.base, read.values, id);
  const show = (one: Value | undefined) =>
    brief(showValue(setting, one, (own) => (source ? lists?.name(source, own) : undefined)));
  const change = changes.find((one) => settingId(one.setting) === id);
  const mine = change?.mine;
  // While the JSON of this one setting is wrong, the field stands empty beside its error.
  const wrong = [
    ...read.problems.filter((problem) => problem.setting === id).map(({ sentence }) => sentence),
    ...file.complaints(setting, wish),
  ];
  const errors = wrong.length > 0 || !change ? wrong : strangers(setting, value, lists);
  const told = toldOf(setting, value, file, lists);
  const sibling = (key: string) => wishedOr(file.base, read.values, `${setting.section}.${key}`);
  const idle = setting.idle?.(sibling);
  return {
    id,
    label: setting.label(),
    help: setting.help(),
    kind: setting.type.kind,
    ...(source === undefined ? {} : { source }),
    ...(setting.type.kind === 'enum' && { options: wordsFor(setting, file, value) ?? [] }),
    clearable: setting.cleared !== undefined,
    ...(idle === undefined ? {} : { idle }),
    ...(value === undefined ? {} : { value }),
    ...(told === undefined ? {} : { told }),
    ...(change && { change: { before: show(change.base), after: show(mine) } }),
    errors: errors.map((sentence) => brief(sentence)),
    ...(change?.verdict === 'conflict' && {
      conflict: { base: show(change.base), theirs: show(change.live), mine: show(mine) },
    }),
  };
}

/** Whether an id is typed that the loaded list does not have: the list may be older than what the id stands for. */
function strangers(setting: Setting, value: Value | undefined, lists: ChoiceLists | undefined): string[] {
  const source = setting.type.kind === 'choice' ? setting.type.from : undefined;
  if (source === undefined || typeof value !== 'string') return [];
  if (lists?.state(source)?.phase !== 'ready' || lists.name(source, value) !== undefined) return [];
  return [t('"{0}" is not one of the choices. If it is an ID all the same, it can be saved.', value)];
}

/** What stands beside a value: the name of an id, or whether a secret is set. */
function toldOf(
  setting: Setting,
  value: Value | undefined,
  file: NumberFile,
  lists: ChoiceLists | undefined,
): string | undefined {
  const { type } = setting;
  if (type.kind === 'secret') {
    const stored = file.base[settingId(setting)];
    if (stored === null) return t('No PIN is set.');
    if (stored === undefined || value !== undefined) return undefined;
    return t('A PIN is set. It stays as it is unless you type another.');
  }
  if (type.kind !== 'choice' || typeof value !== 'string') return undefined;
  return lists?.name(type.from, value);
}

function choiceList(lists: ChoiceLists | undefined, source: ChoiceSource, query: string): ChoiceList {
  const state = lists?.state(source);
  if (!state || state.phase === 'loading') return { phase: 'loading' };
  if (state.phase === 'failed') return { phase: 'failed', sentence: state.failure.sentence };
  const found = searchChoices(state.choices, query, state.choices.length);
  return { phase: 'ready', query, options: found.slice(0, mostOptions), matches: found.length };
}
