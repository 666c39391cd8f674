/** Pictures that go with an act. Taking one never stands in the way of saving; each can be taken back before. */
import { IconCamera, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { maxPhotosPerAct } from '@qiaomen/domain/photo/photo';
import { useText } from '../language/use-text.tsx';
import { useField } from '../offline/field-context.tsx';
import { BigButton } from '../ui/big-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { isSpaceShort } from './is-space-short.ts';
import classes from './photo-field.module.css';
import { shrinkPhoto } from './shrink-photo.ts';

interface PhotoFieldProps {
  draftId: string;
  about: 'visit' | 'close' | 'consent';
  value: readonly string[];
  onChange: (ids: string[]) => void;
}

export const PhotoField = ({ draftId, about, value, onChange }: PhotoFieldProps) => {
  const { say, plain } = useText();
  const { photos } = useField();
  const input = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<'unreadable' | 'noSpace' | 'failed' | null>(null);
  const [isWorking, setWorking] = useState(false);
  const found = useRef(false);
  useEffect(() => {
    if (found.current) return;
    found.current = true;
    // taken, and the tablet died before the form knew of them
    void photos.ofForm(draftId).then((ids) => {
      const stray = ids.filter((id) => !value.includes(id));
      if (stray.length > 0) onChange([...value, ...stray].slice(0, maxPhotosPerAct));
    });
  }, [photos, draftId, value, onChange]);
  if (!photos.isPossible) return null;

  const take = async (files: readonly File[]): Promise<void> => {
    setTrouble(null);
    setWorking(true);
    const taken = [...value];
    try {
      for (const file of files.slice(0, maxPhotosPerAct - value.length)) {
        const jpeg = await shrinkPhoto(file);
        if (jpeg === null) setTrouble('unreadable');
        else if (await isSpaceShort()) setTrouble('noSpace');
        else taken.push(await photos.add(draftId, jpeg, new Date()));
      }
    } catch {
      setTrouble('failed');
    }
    if (taken.length > value.length) onChange(taken);
    setWorking(false);
  };

  return (
    <section className={classes['field']}>
      <h2 className={classes['title']}>
        {say('photo:title')} <small>({say('common:optional')})</small>
      </h2>
      <p className={classes['hint']}>
        {say(`photo:of.${about}`)} {say('photo:hint')}
      </p>
      <ul className={classes['photos']}>
        {value.map((id, index) => (
          <Thumbnail
            key={id}
            id={id}
            number={index + 1}
            onRemove={() => {
              onChange(value.filter((other) => other !== id));
              void photos.drop(id);
            }}
          />
        ))}
      </ul>
      {trouble === null ? null : <Notice tone="due">{say(`photo:${trouble}`)}</Notice>}
      {value.length >= maxPhotosPerAct ? (
        <p className={classes['hint']}>{say('photo:full', { count: maxPhotosPerAct })}</p>
      ) : (
        <BigButton
          look="quiet"
          disabled={isWorking}
          icon={<IconCamera aria-hidden="true" />}
          onClick={() => input.current?.click()}
        >
          {say(isWorking ? 'photo:working' : 'photo:take')}
        </BigButton>
      )}
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label={plain('photo:take')}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // the same picture can be chosen again
          event.currentTarget.value = '';
          void take(files);
        }}
      />
    </section>
  );
};

const Thumbnail = ({ id, number, onRemove }: { id: string; number: number; onRemove: () => void }) => {
  const { plain } = useText();
  const { photos } = useField();
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    void photos.open(id).then((jpeg) => {
      if (gone || jpeg === undefined) return;
      made = URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' }));
      setAddress(made);
    });
    return () => {
      gone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [photos, id]);
  return (
    <li className={classes['photo']}>
      {address === null ? (
        <span className={classes['blank']} />
      ) : (
        <img src={address} alt={plain('photo:number', { number })} />
      )}
      <button type="button" className={classes['remove']} aria-label={plain('photo:remove')} onClick={onRemove}>
        <IconTrash size={22} aria-hidden="true" />
      </button>
    </li>
  );
};
