import { t } from '@vscode/l10n';
import { sameKnown } from '../settings/kinds.ts';
import { secretMask, settingId, type Setting, type Table, type Value } from '../settings/setting.ts';
import { restId } from '../settings/rest.ts';
import { blockOf, lockId, type Found } from './compare.ts';
import type { StepRow } from './route.ts';
import type { Block } from './rows.ts';
import type { Became, Ending } from './run.ts';
import { sayBlock } from './sayBlock.ts';
import { companions } from './stepBody.ts';

const masked = (value: Value | undefined) => value === secretMask;

const becameOf: Readonly<Partial<Record<Block['why'], Became>>> = {
  unread: 'failed',
  gone: 'left',
  lost: 'left',
};

/**
 * Judges a row once more, right before it is sent, against what was just read: undefined when it may be sent. What travels
 * along with a change counts as much as the change, since it would be overwritten too.
 */
export function endBefore(
  { before, mine }: StepRow,
  found: Found | undefined,
  table: Table,
): Ending | undefined {
  const deletes = Object.keys(mine).length === 0;
  const block = blockOf(found);
  if (block?.why === 'gone' && deletes) return { became: 'already', sentence: t('It was gone already.') };
  if (block)
    return {
      became: becameOf[block.why] ?? 'conflict',
      sentence: sayBlock(block),
    };
  const live = found?.live ?? {};
  if (deletes)
    return live[lockId] === true ? { became: 'conflict', sentence: sayBlock({ why: 'locked' }) } : undefined;
  const wished = table.settings.filter((setting) => mine[settingId(setting)] !== undefined);
  const isDone = (setting: Setting) => {
    const [now, wish] = [live[settingId(setting)], mine[settingId(setting)]];
    return now !== undefined && !masked(wish) && sameKnown(now, wish);
  };
  if (wished.every(isDone)) return { became: 'already', sentence: t('It was so already.') };
  const others = [...new Set(wished.flatMap((setting) => companions(setting, table)))];
  const changed = others.find((setting) => {
    const [now, seen] = [live[settingId(setting)], before[settingId(setting)]];
    return !masked(seen) && !sameKnown(now, seen) && !(wished.includes(setting) && isDone(setting));
  });
  const rest = wished.find((setting) => {
    const id = restId(setting);
    return id !== undefined && live[id] !== before[id];
  });
  const label = changed?.label() ?? rest?.inside;
  return label === undefined
    ? undefined
    : {
        became: 'conflict',
        sentence: t('Somebody else has changed this since the review: {0}.', label),
      };
}

/** Whether the account shows a row as it was wished; undefined when it does not tell some of it. */
export function isKept({ mine }: StepRow, found: Found | undefined): boolean | undefined {
  const ids = Object.keys(mine);
  if (ids.length === 0)
    return found === undefined || found.block?.why === 'gone' || (found.block ? undefined : false);
  if (!found || found.block) return undefined;
  const kept = ids.map((id) => {
    const [now, wish] = [found.live[id], mine[id]];
    return now === undefined || masked(wish) ? undefined : sameKnown(now, wish);
  });
  return kept.includes(false) ? false : kept.includes(undefined) ? undefined : true;
}
