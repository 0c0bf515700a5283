import { settingId, type Setting, type Table, type Values } from '../settings/setting.ts';
import { restId } from '../settings/rest.ts';
import { bodyOf } from './body.ts';
import type { Change } from './plan.ts';
import type { StepOperation } from './run.ts';

/** What the account held of some settings, and what is to be written. */
interface Sides {
  readonly before: Values;
  readonly mine: Values;
}

/** What operations 1, 8, 9 and 10 get besides the numbers; equal bodies may share a job. */
export function batchBody(
  operation: StepOperation,
  changes: readonly Change[],
  live: Values,
  table: Table,
): Readonly<Record<string, unknown>> {
  if (operation === 8) return {};
  if (operation === 1) return { messaging_profile_id: changes[0]?.mine ?? '' };
  if (operation === 9) {
    const mine = { ...live, ...valuesIn(changes) };
    return mine['emergency.emergency_enabled'] === true
      ? { emergency_enabled: true, emergency_address_id: mine['emergency.emergency_address_id'] ?? null }
      : { emergency_enabled: false };
  }
  const isVoice = ({ setting }: Change) => setting.operation === 23;
  const voice = changes.filter(isVoice);
  return {
    ...bodyOf(
      changes.filter((change) => !isVoice(change)),
      live,
      table,
    ),
    ...(voice.length > 0 && { voice: bodyOf(voice, live, table) }),
  };
}

export const valuesIn = (changes: readonly Change[]): Values =>
  Object.fromEntries(
    changes.flatMap(({ setting, mine }) => (mine === undefined ? [] : [[settingId(setting), mine]])),
  );

/** The settings whose values travel with a change of this one: those of the same nested object, both of emergency. */
export function companions(setting: Setting, table: Table): readonly Setting[] {
  if (setting.operation !== 19 && setting.inside === undefined) return [setting];
  return table.settings.filter(
    ({ operation, inside }) => operation === setting.operation && inside === setting.inside,
  );
}

/** What the account holds of the changed fields and of those that travel with them. */
export function beside(changes: readonly Change[], live: Values, table: Table): Values {
  const settings = new Set(changes.flatMap(({ setting }) => companions(setting, table)));
  const ids = new Set([...settings].flatMap((setting) => [settingId(setting), restId(setting) ?? []].flat()));
  return Object.fromEntries([...ids].flatMap((id) => (live[id] === undefined ? [] : [[id, live[id]]])));
}

/** The changes that a row stands for. */
export function changesOf({ before, mine }: Sides, table: Table): readonly Change[] {
  return table.settings.flatMap((setting): Change[] => {
    const id = settingId(setting);
    const wish = mine[id];
    return wish === undefined
      ? []
      : [{ setting, verdict: 'change', base: before[id], live: before[id], mine: wish }];
  });
}
