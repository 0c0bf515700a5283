import type { ChangeLine, GroupLine, Line, PlanState } from '../../src/core/protocol/plan.ts';

export const group: GroupLine = {
  type: 'group',
  key: 'g0',
  label: 'Tags: + vip',
  count: '2,410 numbers',
  included: 'all',
  open: true,
};

/** Without anything that a person could choose. */
function fixed(lines: PlanState['lines']): PlanState['lines'] {
  const rows = lines.rows.map((line): Line => {
    const { included, ...rest } = line;
    return included === undefined ? line : rest;
  });
  return { ...lines, rows };
}

export function change(at: number, more: Partial<ChangeLine> = {}): ChangeLine {
  return {
    type: 'change',
    key: `n${at}`,
    number: `+1312555${String(at).padStart(4, '0')}`,
    first: true,
    included: true,
    field: 'Tags',
    before: 'sales',
    after: 'sales, vip',
    ...more,
  };
}

/** A list as long as a real one of which the page is told what it asks for. */
function lineAt(place: number): Line {
  return place === 0 ? group : change(place - 1);
}

export function linesOf(total: number, from: number, to: number): PlanState['lines'] {
  const rows = Array.from({ length: Math.min(to, total) - from }, (_, at) => lineAt(from + at));
  return { total, from, rows };
}

/** What the extension tells of a plan under review. */
export function planState(more: Partial<PlanState> = {}): PlanState {
  return {
    account: 'Sample account',
    title: 'Add the tag "vip"',
    head: 'Sets tags on 2,412 numbers in 3 jobs. 8 are blocked. 2 changed since you looked.',
    notes: [],
    applied: false,
    ways: [
      { way: 'apply', label: 'Apply to 2,402 Numbers', primary: true },
      { way: 'save', label: 'Save Plan As…' },
      { way: 'export', label: 'Export CSV…' },
    ],
    filters: [
      { key: 'all', label: 'All', count: 2412 },
      { key: 'conflict', label: 'Conflicts', count: 2 },
      { key: 'blocked', label: 'Blocked', count: 8 },
      { key: 'same', label: 'As Wanted Already', count: 12 },
    ],
    filter: 'all',
    search: '',
    shown: 'all',
    lines: {
      total: 7,
      from: 0,
      rows: [
        group,
        change(1),
        change(2, { included: false }),
        change(3, { state: { tone: 'warning', words: 'Blocked: a job on this number is running.' } }),
        change(4, {
          before: 'support',
          after: 'sales, vip',
          choice: { setting: 'general.tags', side: 'open' },
          state: { tone: 'warning', words: 'Changed since you looked' },
        }),
        change(5, { field: 'Tags' }),
        change(5, {
          key: 'n5/1',
          first: false,
          field: 'Messaging profile',
          before: 'none',
          after: 'Alerts',
          state: { tone: 'muted', words: 'as wanted already' },
        }),
      ],
    },
    restore: {
      profile: 'sample',
      account: 'Sample account',
      plan: 'p1',
      filter: 'all',
      search: '',
      folded: [],
    },
    ...more,
  };
}

const review = Object.fromEntries(
  Object.entries(planState()).filter(([key]) => key !== 'shown'),
) as unknown as PlanState;

export const running: PlanState = {
  ...review,
  applied: true,
  lines: fixed(review.lines),
  head: 'Sets tags and messaging profile on 2,412 numbers in 6 jobs.',
  ways: [
    { way: 'pause', label: 'Pause' },
    { way: 'cancel', label: 'Cancel' },
  ],
  run: {
    sentence: '1,204 of 2,412 numbers, 38 a second, about 32 seconds left.',
    done: 1204,
    of: 2412,
    moving: true,
    steps: [
      { label: 'Tags, numbers 1 – 1,000', done: 1000, of: 1000, state: 'done' },
      { label: 'Messaging profile, bulk order', done: 318, of: 318, state: 'partly', failed: '25 failed' },
      { label: 'Tags, numbers 1,001 – 2,000', done: 204, of: 1000, state: 'running' },
      { label: 'Tags, numbers 2,001 – 2,412', done: 0, of: 412, state: 'waiting' },
    ],
  },
};

export const ended: PlanState = {
  ...review,
  applied: true,
  head: 'Changed 2,404 of 2,412 numbers. 8 failed.',
  ways: [
    { way: 'retry', label: 'Retry 8 Failed' },
    { way: 'undo', label: 'Undo…' },
    { way: 'export', label: 'Export CSV…' },
  ],
  filters: [
    { key: 'all', label: 'All', count: 2412 },
    { key: 'changed', label: 'Changed', count: 2404 },
    { key: 'failed', label: 'Failed', count: 8 },
  ],
  lines: fixed({
    total: 4,
    from: 0,
    rows: [
      group,
      change(1, { state: { tone: 'good', words: 'changed' } }),
      change(2, { state: { tone: 'bad', words: '10001: The phone number is not active.' } }),
      change(3, { state: { tone: 'warning', words: 'unknown: the answer got lost' } }),
    ],
  }),
};
