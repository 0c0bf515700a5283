import { loadavg } from 'node:os';

/** One figure as a person reads it; `met` where it has a target. */
export interface Line {
  readonly name: string;
  readonly value: string;
  readonly target?: string;
  readonly met?: boolean;
}

/** One line of a terminal. */
export function inTerminal({ name, value, target, met }: Line): string {
  const verdict = target === undefined ? '' : `  (${target}: ${met ? 'met' : 'missed'})`;
  return `${name.padEnd(64)} ${value}${verdict}`;
}

/** All lines as a table for a document. */
export function asMarkdown(lines: readonly Line[]): string {
  const cells = lines.map(({ name, value, target, met }) => [
    name.replace(/^ +/, (spaces) => '&nbsp;'.repeat(spaces.length)),
    value,
    target ?? '',
    target === undefined ? '' : met ? 'met' : 'missed',
  ]);
  const rows = [['Measure', 'Result', 'Target', ''], ['---', '---', '---', '---'], ...cells];
  return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** The middle of some figures; between the middle two of an even number. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const middle = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
  return middle.reduce((sum, figure) => sum + figure, 0) / middle.length;
}

/** Half of the figures lie between these two. */
export function quartiles(figures: readonly number[]): readonly [number, number] {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? NaN;
  return [at(0.25), at(0.75)];
}

export const ms = (figure: number) => `${figure.toFixed(1)} ms`;

/** A median with the quartiles that tell how much to believe it. */
export function spread(figures: readonly number[]): string {
  const [low, high] = quartiles(figures);
  return `${ms(median(figures))} (${low.toFixed(0)}–${high.toFixed(0)})`;
}

/** How busy the machine was in the last minute, in waiting processes; what else runs makes all figures worse. */
export const load = () => (loadavg()[0] ?? 0).toFixed(1);
