/** Pictures of one act: opened one at a time, on purpose, for every look is written down. */
import { useState } from 'react';
import { useText } from '../language/use-text.tsx';
import { Notice } from '../ui/notice.tsx';
import classes from './timeline-list.module.css';

interface PhotoListProps {
  /** of the person */
  county: string;
  ids: readonly string[];
}

export const PhotoList = ({ county, ids }: PhotoListProps) => {
  const { say, plain } = useText();
  const [shown, setShown] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  if (ids.length === 0) return null;
  return (
    <div className={classes['photos']}>
      <span>
        {say('photo:shown', { count: ids.length })} · {say('photo:lookHint')}
      </span>
      <div className={classes['looks']}>
        {ids.map((id, index) => (
          <button
            key={id}
            type="button"
            className={classes['look']}
            aria-expanded={shown === id}
            onClick={() => {
              setFailed(false);
              setShown(shown === id ? null : id);
            }}
          >
            {say('photo:look', { number: index + 1 })}
          </button>
        ))}
      </div>
      {shown === null ? null : failed ? (
        <Notice tone="due">{say('photo:notShown')}</Notice>
      ) : (
        <img
          className={classes['picture']}
          src={`/api/photos/${county}/${shown}`}
          alt={plain('photo:number', { number: ids.indexOf(shown) + 1 })}
          onError={() => setFailed(true)}
        />
      )}
    </div>
  );
};
