/** A form that is never lost: on the disk within a second of the last key, at once when the page is hidden. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { useField } from '../offline/field-context.tsx';

const saveAfterMs = 400;

export interface DraftForm<Value> {
  value: Value;
  change: (part: Partial<Value>) => void;
  /** false until the kept draft has been read */
  ready: boolean;
  /** after this nothing is written any more; the caller saves the command, which takes the draft away */
  finish: () => Promise<void>;
  /** the command could not be saved: go on keeping the draft */
  reopen: () => void;
  discard: () => Promise<void>;
}

export const useDraft = <Value extends object>(
  id: string,
  schema: z.ZodType<Value>,
  empty: Value,
): DraftForm<Value> => {
  const { drafts } = useField();
  const [value, setValue] = useState(empty);
  const [ready, setReady] = useState(false);
  const state = useRef({
    value: empty,
    field: null as string | null,
    fixes: undefined as string | undefined,
    dirty: false,
    finished: false,
    saving: Promise.resolve(),
  });
  const [kept, setKept] = useState<string | null>(null);

  const flush = useCallback((): Promise<void> => {
    const now = state.current;
    if (!now.dirty || now.finished) return now.saving;
    now.dirty = false;
    const place = now.field === null ? {} : { field: now.field };
    const anew = now.fixes === undefined ? {} : { fixes: now.fixes };
    const draft = { id, savedAt: new Date().toISOString(), ...place, ...anew, value: now.value };
    now.saving = now.saving
      .then(() => drafts.save(draft))
      .catch(() => {
        // the next change or the next time the page is hidden tries again; what is on the screen is untouched
        now.dirty = true;
      });
    return now.saving;
  }, [drafts, id]);

  useEffect(() => {
    let gone = false;
    void drafts.find(id).then((draft) => {
      if (gone) return;
      state.current.fixes = draft?.fixes;
      const read = schema.safeParse(draft?.value);
      if (read.success && !state.current.dirty) {
        state.current.value = read.data;
        setValue(read.data);
        setKept(draft?.field ?? null);
      }
      setReady(true);
    });
    return () => {
      gone = true;
    };
  }, [drafts, id, schema]);

  // the field that was being filled in, so that a form opened again goes on there
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      const field =
        target instanceof HTMLElement ? target.closest<HTMLElement>('[data-field]')?.dataset['field'] : null;
      if (field !== undefined && field !== null) state.current.field = field;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);

  useEffect(() => {
    if (!ready || kept === null) return;
    const fields = [...document.querySelectorAll<HTMLElement>('[data-field]')];
    const place = fields.find((element) => element.dataset['field'] === kept);
    place?.focus({ preventScroll: true });
    place?.scrollIntoView?.({ block: 'center' });
    if (place instanceof HTMLTextAreaElement) place.setSelectionRange(place.value.length, place.value.length);
  }, [ready, kept]);

  useEffect(() => {
    const timer = setTimeout(() => void flush(), saveAfterMs);
    return () => clearTimeout(timer);
  }, [value, flush]);

  useEffect(() => {
    const save = () => void flush();
    document.addEventListener('visibilitychange', save);
    window.addEventListener('pagehide', save);
    return () => {
      document.removeEventListener('visibilitychange', save);
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [flush]);

  const change = useCallback((part: Partial<Value>) => {
    state.current.value = { ...state.current.value, ...part };
    state.current.dirty = true;
    setValue(state.current.value);
  }, []);

  const finish = useCallback(async () => {
    state.current.finished = true;
    await state.current.saving;
  }, []);

  const reopen = useCallback(() => {
    state.current.finished = false;
    state.current.dirty = true;
  }, []);

  const discard = useCallback(async () => {
    await finish();
    await drafts.discard(id);
  }, [drafts, finish, id]);

  return { value, change, ready, finish, reopen, discard };
};
