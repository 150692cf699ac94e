// How the window looks, remembered by main per identity: sizes, columns, sorting, filters. Never anything that matters.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from './call';
import { CallError } from './call-error';
import { useCall } from './use-call';

const WRITE_AFTER_MS = 400;

const queryOf = (key: string) => ['preferences.get', { key }] as const;

/**
 * A remembered value. `read` turns what was stored (anything: it may be of an older version) into a value or the fallback.
 * `loaded` is false until the first answer; wait for it where the value decides a first layout. A preference that cannot
 * be kept is no reason to disturb anybody: the value then lasts as long as the window.
 */
export function usePreference<T>(
  key: string,
  read: (stored: unknown) => T,
): { readonly value: T; readonly loaded: boolean; readonly set: (value: T) => void } {
  const client = useQueryClient();
  const answer = useCall('preferences.get', { key });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef<{ key: string; value: T } | null>(null);
  // What was chosen stands until it is written: an answer under way, or asked for by the write before, does not know of it.
  const [chosen, setChosen] = useState<{ key: string; value: T } | null>(null);

  const write = useCallback(() => {
    timer.current = null;
    if (latest.current === null) return;
    const written = latest.current;
    latest.current = null;
    call('preferences.set', written)
      .catch((thrown: unknown) => {
        if (!(thrown instanceof CallError)) throw thrown;
      })
      .finally(() => {
        client.setQueryData(queryOf(written.key), { value: written.value });
        setChosen((now) => (now === written ? null : now));
      });
  }, [client]);
  useEffect(
    () => () => {
      if (timer.current === null) return;
      clearTimeout(timer.current);
      write();
    },
    [write],
  );
  const set = useCallback(
    (value: T) => {
      client.setQueryData(queryOf(key), { value });
      latest.current = { key, value };
      setChosen(latest.current);
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = setTimeout(write, WRITE_AFTER_MS);
    },
    [client, key, write],
  );
  const value = chosen?.key === key ? chosen.value : read(answer.data?.value);
  return { value, loaded: !answer.isPending, set };
}
