import { scaleBand, scaleLinear } from 'd3-scale';
import type { Bar, Series } from '../../src/core/protocol/charges.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DrawnBar {
  readonly bar: Bar;
  /** The whole column: what is hovered and focused. */
  readonly column: Box;
  readonly parts: readonly (Box & { readonly series: Series })[];
  /** Where the total is written, and whether above or below that height. */
  readonly total: { readonly y: number; readonly above: boolean };
  readonly label: readonly string[];
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Where amounts begin; left of it are the words of the axis. */
  readonly left: number;
  readonly zero: number;
  readonly ticks: readonly { readonly y: number; readonly value: number }[];
  readonly bars: readonly DrawnBar[];
}

const height = 240;
const above = 20;
/** Room for two lines of a label, and for a total below the lowest bar. */
const below = 40;
const belowCredits = 56;
const narrowest = 58;
const widest = 110;

/** How wide a text of the chart is, in pixels. */
export type Measure = (text: string) => number;

/**
 * Places the bars in pixels: amounts above zero are stacked upwards, those below it downwards. Grows wider than
 * the space there is rather than squeezing labels away; then it scrolls. Floats are good enough for pixels.
 */
export function place(bars: readonly Bar[], space: number, left: number, measure: Measure): Drawing {
  const step = Math.min(widest, Math.max(narrowest, (space - left) / bars.length));
  const width = Math.floor(left + step * bars.length);
  const ends = bars.map((bar) => extent(bar));
  const y = scaleLinear()
    .domain([Math.min(0, ...ends.map(({ low }) => low)), Math.max(0, ...ends.map(({ high }) => high))])
    .nice(8)
    .range([height - (ends.some(({ low }) => low < 0) ? belowCredits : below), above]);
  const x = scaleBand<number>().domain(bars.keys()).range([left, width]).paddingInner(0.3).paddingOuter(0.15);
  const at = (value: number) => Math.round(y(value));
  return {
    width,
    height,
    left,
    zero: at(0),
    ticks: y.ticks(4).map((value) => ({ y: at(value), value })),
    bars: bars.map((bar, index): DrawnBar => {
      const { low, high } = extent(bar);
      const band = { x: Math.round(x(index) ?? left), width: Math.round(x.bandwidth()) };
      return {
        bar,
        column: { x: left + step * index, y: 0, width: step, height },
        parts: stacked(bar).map(({ series, from, to }) => ({
          series,
          ...band,
          y: Math.min(at(from), at(to)),
          height: Math.max(1, Math.abs(at(from) - at(to))),
        })),
        total: high > 0 ? { y: at(high), above: true } : { y: at(low), above: false },
        label: twoLines(bar.label, step - 2, measure),
      };
    }),
  };
}

interface Stretch {
  readonly series: Series;
  readonly from: number;
  readonly to: number;
}

function stacked(bar: Bar): readonly Stretch[] {
  let high = 0;
  let low = 0;
  return bar.parts.map(({ series, amount }) => {
    const value = Number(amount.exact ?? 0);
    const from = value < 0 ? low : high;
    const to = from + value;
    if (value < 0) low = to;
    else high = to;
    return { series, from, to };
  });
}

function extent(bar: Bar): { readonly low: number; readonly high: number } {
  const ends = stacked(bar).map(({ to }) => to);
  return { low: Math.min(0, ...ends), high: Math.max(0, ...ends) };
}

/**
 * Breaks a label into at most two lines of a width, at a space or hyphen where there is one. A word of letters is
 * cut rather than broken; other scripts break anywhere.
 */
function twoLines(text: string, width: number, measure: Measure): readonly string[] {
  // Longer texts are cut anyway.
  const all = Array.from(new Intl.Segmenter().segment(text.slice(0, 200)), ({ segment }) => segment);
  const first = fitting(all, width, measure);
  if (first === all.length) return [text];
  const gap = all
    .slice(0, first + 1)
    .findLastIndex((one, at) => one === ' ' || (/[-_/]/.test(one) && at < first));
  if (gap <= 0 && /^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]$/u.test(all[first] ?? ''))
    return [shortened(all, width, measure)];
  const cut = gap > 0 ? gap + 1 : first;
  const rest = all.slice(cut);
  const whole = fitting(rest, width, measure) === rest.length;
  return [all.slice(0, cut).join('').trimEnd(), whole ? rest.join('') : shortened(rest, width, measure)];
}

function shortened(characters: readonly string[], width: number, measure: Measure): string {
  return `${characters.slice(0, fitting(characters, width - measure('…'), measure)).join('')}…`;
}

/** How many of the characters fit into a line. */
function fitting(characters: readonly string[], width: number, measure: Measure): number {
  const over = characters.findIndex((_, at) => measure(characters.slice(0, at + 1).join('')) > width);
  return over < 0 ? characters.length : over;
}
