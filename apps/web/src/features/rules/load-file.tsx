/** Takes a table, limits or a form from a JSON file as a draft. Nothing holds until somebody else publishes it. */
import { FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { AbilityForm } from '@qiaomen/domain/ability/form';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { RuleTable } from '@qiaomen/domain/forecast/rule-table';
import { nameOfBody, RuleBody } from '@qiaomen/domain/rule-version/body';
import { api } from '../../api/client.ts';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './rules.module.css';

type Read = { ok: true; body: RuleBody } | { ok: false; places: string[] };

/** A whole body as it is downloaded here, or a bare table or form as its makers publish it. */
const readBody = (json: unknown): Read => {
  const whole = RuleBody.safeParse(json);
  if (whole.success) return { ok: true, body: whole.data };
  const isForm = typeof json === 'object' && json !== null && 'items' in json;
  const bare = isForm ? AbilityForm.safeParse(json) : RuleTable.safeParse(json);
  if (bare.success)
    return { ok: true, body: 'items' in bare.data ? { kind: 'form', form: bare.data } : { kind: 'schedule', table: bare.data } };
  return { ok: false, places: bare.error.issues.slice(0, 8).map(({ path }) => path.join('.')).filter((path) => path !== '') };
}; // prettier-ignore

export const LoadFile = ({ place }: { place: AreaCode }) => {
  const { say } = useText();
  const go = useNavigate();
  const [places, setPlaces] = useState<string[] | null>(null);
  const load = useMutation({
    mutationFn: async (body: RuleBody) => {
      const name = nameOfBody(body);
      // a table nobody knows here yet follows nothing
      const newest = await api.ruleVersion.detail.query({ place, name }).then(
        (detail) => detail.newest,
        () => 0,
      );
      await api.ruleVersion.save.mutate({ place, body, note: '', baseVersion: newest });
      return name;
    },
    onSuccess: (name) => go(`/rules/${place}/${name}`),
  });
  const take = async (file: File | null): Promise<void> => {
    if (file === null) return;
    setPlaces(null);
    const text = await file.text();
    let json: unknown = null;
    try {
      json = JSON.parse(text);
    } catch {
      setPlaces([]);
      return;
    }
    const read = readBody(json);
    if (read.ok) load.mutate(read.body);
    else setPlaces(read.places);
  };
  return (
    <section className={classes['section']}>
      <p className={classes['soft']}>{say('rules:loadHint')}</p>
      <FileButton accept="application/json,.json" onChange={(file) => void take(file)}>
        {(props) => (
          <BigButton look="quiet" icon={<IconFileImport size={20} />} disabled={load.isPending} {...props}>
            {say('rules:load')}
          </BigButton>
        )}
      </FileButton>
      {places === null ? null : (
        <Notice tone="overdue" urgent title={say('rules:badFile')}>
          {places.length === 0 ? null : say('rules:badFileAt', { places: places.join(' · ') })}
        </Notice>
      )}
      {load.isError ? <FailureNotice cause={load.error} /> : null}
    </section>
  );
};
