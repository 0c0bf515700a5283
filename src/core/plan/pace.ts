/** How far back the rate looks, in milliseconds. */
const memory = 20_000;
/** Before so many milliseconds a few quick numbers would pass for the rate of all. */
const least = 2_000;

/** How fast a run goes and how long the rest of it will take. */
export class Pace {
  #notes: { readonly at: number; readonly count: number }[] = [];

  /** So many numbers have ended at this moment. */
  note(at: number, count: number): void {
    this.#notes = [...this.#notes.filter((note) => at - note.at <= memory && note.at <= at), { at, count }];
  }

  /** Nothing while nobody can say. */
  outlook(left: number): { readonly perSecond?: number; readonly secondsLeft?: number } {
    const last = this.#notes.at(-1);
    const first = this.#notes[0];
    if (!last || !first || last.at - first.at < least) return {};
    const count = this.#notes.slice(1).reduce((sum, note) => sum + note.count, 0);
    const perSecond = (count * 1000) / (last.at - first.at);
    return perSecond > 0 ? { perSecond, secondsLeft: Math.round(left / perSecond) } : {};
  }
}
