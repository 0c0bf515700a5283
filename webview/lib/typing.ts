import type { FieldForm, FieldValue } from '../../src/core/protocol/number.ts';

const pause = 200;

interface Typed {
  readonly value: FieldValue;
  /** The edit that carried it to the extension; absent while it waits for a pause in typing. */
  seq?: number;
  timer?: ReturnType<typeof setTimeout>;
}

/**
 * What was typed and is not yet in the document. A field shows it until the extension has heard it; it goes out
 * after a short pause, and at once when somebody saves, leaves the field or hides the page.
 */
export class Typing {
  readonly #send: (edit: { id: string; value: FieldValue; seq: number }) => void;
  readonly #redraw: () => void;
  readonly #typed = new Map<string, Typed>();
  readonly #commits = new Map<string, () => void>();
  // Later lives of the page count on from where no earlier one was.
  #seq = Date.now();

  constructor(send: (edit: { id: string; value: FieldValue; seq: number }) => void, redraw: () => void) {
    this.#send = send;
    this.#redraw = redraw;
  }

  /** The value a field shows. */
  shown({ id, value }: Pick<FieldForm, 'id' | 'value'>): FieldValue | undefined {
    const typed = this.#typed.get(id);
    return typed ? typed.value : value;
  }

  /** Takes what a person is typing. */
  type(id: string, value: FieldValue): void {
    clearTimeout(this.#typed.get(id)?.timer);
    this.#typed.set(id, { value, timer: setTimeout(() => this.#go(id), pause) });
  }

  /** Takes what a person has decided. */
  set(id: string, value: FieldValue): void {
    clearTimeout(this.#typed.get(id)?.timer);
    this.#typed.set(id, { value });
    this.#go(id);
    this.#redraw();
  }

  /** Something of a field that is decided only when it is left, such as the text of a list one searches in. */
  whenFlushed(id: string, commit: () => void): void {
    this.#commits.set(id, commit);
  }

  /** Sends everything now. */
  flush(): void {
    for (const commit of this.#commits.values()) commit();
    for (const [id, { seq }] of this.#typed) if (seq === undefined) this.#go(id);
  }

  /** The extension has taken all edits up to this one: its own values are newer now. */
  heard(seq: number): void {
    for (const [id, typed] of this.#typed)
      if (typed.seq !== undefined && typed.seq <= seq) this.#typed.delete(id);
  }

  /** Forgets what was typed: the extension is told something else about this field. */
  forget(id: string): void {
    clearTimeout(this.#typed.get(id)?.timer);
    this.#typed.delete(id);
  }

  #go(id: string): void {
    const typed = this.#typed.get(id);
    if (!typed) return;
    clearTimeout(typed.timer);
    this.#seq += 1;
    typed.seq = this.#seq;
    this.#send({ id, value: typed.value, seq: this.#seq });
  }
}

/** Whoever leaves a field or the page has typed to the end: all of it is sent at once. */
export function flushOnLeaving(typing: Typing): void {
  const flush = () => {
    typing.flush();
  };
  window.addEventListener('focusout', flush);
  window.addEventListener('blur', flush);
  window.addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', flush);
}
