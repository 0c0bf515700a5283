import { t } from '@vscode/l10n';
import { brief, grouped, visible } from '../core/model/text.ts';
import type { BatchField, BatchPage, BatchRestore, BatchSection } from '../core/protocol/batch.ts';
import type { ChoiceList, FieldForm } from '../core/protocol/number.ts';
import { searchChoices, type ChoiceSource } from '../core/resources/choices.ts';
import { optionsOf } from '../core/settings/kinds.ts';
import { inSection, settingId, type Section, type Setting } from '../core/settings/setting.ts';
import type { BatchForm } from './batchForm.ts';
import { namesOf } from './batchNames.ts';
import { nowOf } from './batchNow.ts';
import { asks, wrongWish } from './batchWishes.ts';

/** More options than anybody reads are not sent: searching narrows them. */
const mostOptions = 50;
/** More numbers than these would make what a page keeps too large. */
const mostKept = 5000;

/** The page of a form. */
export function batchState(form: BatchForm): BatchPage {
  const { parts, looked } = form;
  const closed = closedBecause(form);
  const summary = summaryOf(form);
  return {
    account: visible(form.session?.profile.name ?? parts.profile.name),
    title: form.title,
    numbers: parts.numbers.length === 0 ? '' : namesOf(parts.numbers),
    ...(closed !== undefined && { closed }),
    ...(form.session?.profile.readOnly && {
      readOnly: t('This account is read-only here: a plan can be looked at, but not applied.'),
    }),
    looked: looked.phase === 'looking' || looked.phase === 'yes' ? looked.phase : 'no',
    ...(looked.phase === 'looking' && { looking: progressOf(looked.progress) }),
    ...(looked.phase === 'failed' && {
      failure: {
        sentence: looked.failure.sentence,
        ...(looked.failure.requestId !== undefined && { requestId: looked.failure.requestId }),
      },
    }),
    ...(form.notice !== undefined && { notice: form.notice }),
    sections: form.table.sections.map((section) => sectionOf(section, form)),
    choices: Object.fromEntries(
      [...form.searches].map(([source, query]) => [source, choiceList(form, source, query)]),
    ),
    heard: form.heard,
    busy: form.busy,
    ...(summary !== undefined && { summary }),
    restore: restoreOf(form),
  };
}

function closedBecause({ parts, session }: BatchForm): string | undefined {
  if (parts.numbers.length === 0)
    return t(
      'The selection was too large to be kept while the window loaded again. Select the numbers again; what was chosen here is still shown.',
    );
  if (!session)
    return t(
      'The account "{0}" is not open. Switch to it to go on; nothing here is lost.',
      parts.profile.name,
    );
  return undefined;
}

function progressOf(progress: { readonly made: number; readonly of?: number } | undefined): string {
  if (progress?.of === undefined) return t('Looking at what the numbers have…');
  return t(
    'Looking at what the numbers have: {0} of {1} requests',
    grouped(progress.made),
    grouped(progress.of),
  );
}

function summaryOf({ wishes, countWords }: BatchForm): string | undefined {
  const count = [...wishes.values()].filter(asks).length;
  if (count === 0) return undefined;
  return count === 1 ? t('1 setting of {0}', countWords) : t('{0} settings of {1}', count, countWords);
}

function sectionOf(section: Section, form: BatchForm): BatchSection {
  const own = form.table.settings.filter((setting) => inSection(setting, section.key));
  return {
    key: section.key,
    label: section.label(),
    ...(section.note && { note: section.note() }),
    fields: own.map((setting) => fieldOf(setting, form)),
  };
}

function fieldOf(setting: Setting, form: BatchForm): BatchField {
  const id = settingId(setting);
  const wish = form.wishes.get(id);
  const { looked, parts } = form;
  const found = looked.phase === 'yes' ? looked.found : undefined;
  const note = noteOf(setting);
  return {
    field: formOf(setting, form),
    now: nowOf(setting, parts.numbers, found && ((one) => found.get(one)?.live), (one, value) =>
      form.show(one, value),
    ),
    wished: wish !== undefined && asks(wish),
    ...(wish?.way && { way: wish.way }),
    ...(note !== undefined && { note }),
  };
}

/** What no batch takes is a request for each number, or a job for each. */
function noteOf({ batch }: Setting): string | undefined {
  return batch === undefined
    ? t('Telnyx takes this for one number at a time: it is sent one by one.')
    : undefined;
}

function formOf(setting: Setting, form: BatchForm): FieldForm {
  const { type } = setting;
  const id = settingId(setting);
  const wish = form.wishes.get(id);
  const wrong = wrongWish(setting, wish);
  const source = type.kind === 'tags' || type.kind === 'choice' ? type.from : undefined;
  const onOff = type.kind === 'switch';
  const value = onOff && wish ? String(wish.value) : wish?.value;
  const told =
    type.kind === 'choice' && typeof value === 'string' ? form.lists?.name(type.from, value) : undefined;
  return {
    id,
    label: setting.label(),
    help: setting.help(),
    kind: kindOf(setting),
    ...(source !== undefined && { source }),
    ...(kindOf(setting) === 'enum' && { options: wordsFor(setting) }),
    clearable: setting.cleared !== undefined,
    ...(value !== undefined && { value }),
    ...(told !== undefined && { told }),
    errors: wrong === undefined ? [] : [brief(wrong)],
  };
}

/** On, off and neither are three; and where Telnyx says the words number by number, they are typed. */
function kindOf(setting: Setting): FieldForm['kind'] {
  const { kind } = setting.type;
  if (kind === 'switch') return 'enum';
  return kind === 'enum' && optionsOf(setting).length === 0 ? 'text' : kind;
}

function wordsFor(setting: Setting): NonNullable<FieldForm['options']> {
  if (setting.type.kind === 'switch')
    return [
      { value: 'true', label: t('On') },
      { value: 'false', label: t('Off') },
    ];
  return optionsOf(setting).map(({ value, label }) => ({ value, label: brief(label(), 60) }));
}

function choiceList({ lists }: BatchForm, source: ChoiceSource, query: string): ChoiceList {
  const state = lists?.state(source);
  if (!state || state.phase === 'loading') return { phase: 'loading' };
  if (state.phase === 'failed') return { phase: 'failed', sentence: state.failure.sentence };
  const found = searchChoices(state.choices, query, state.choices.length);
  return { phase: 'ready', query, options: found.slice(0, mostOptions), matches: found.length };
}

/** Secrets stay in the memory of the window. */
function restoreOf({ parts, wishes, table }: BatchForm): BatchRestore {
  const secret = new Set(table.settings.filter(({ type }) => type.kind === 'secret').map(settingId));
  const isSecret = (id: string, value: unknown) => secret.has(id) && value !== null;
  const kept = [...wishes].filter(([id, { value }]) => !isSecret(id, value));
  return {
    profile: parts.profile.id,
    account: parts.profile.name,
    family: parts.family,
    numbers:
      parts.numbers.length > mostKept ? [] : parts.numbers.map(({ id, phoneNumber }) => [id, phoneNumber]),
    wishes: Object.fromEntries(kept),
    secret: kept.length < wishes.size,
  };
}
