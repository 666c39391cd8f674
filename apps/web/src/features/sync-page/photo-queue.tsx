/** Pictures on their way, apart from the records; what was not accepted, with why and what can be done. */
import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { formatBytes, formatInstant } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { useField, usePhotoCounts } from '../../offline/field-context.tsx';
import { isWifiOnly, setWifiOnly } from '../../offline/photo-setting.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './page.module.css';

export const PhotoQueue = () => {
  const { say, language } = useText();
  const { photos, sendPhotos } = useField();
  const { waiting, bytes, later, refused } = usePhotoCounts();
  const [wifi, setWifi] = useState(isWifiOnly);
  if (!photos.isPossible) return null;
  return (
    <section className={classes['section']}>
      <h2>{say('photo:title')}</h2>
      {refused.map(({ id, fault, takenAt }) => (
        <Notice key={id} tone="due" icon={<IconPhoto />}>
          {say('photo:refused')} · {formatInstant(language, takenAt)}
          <div>{say(`photo:fault.${fault ?? 'damaged'}`)}</div>
          <div className={classes['acts']}>
            <BigButton look="quiet" onClick={() => void photos.tryAgain(id).then(sendPhotos)}>
              {say('photo:again')}
            </BigButton>
            <BigButton look="plain" onClick={() => void photos.drop(id)}>
              {say('photo:giveUp')}
            </BigButton>
          </div>
        </Notice>
      ))}
      <p className={classes['none']}>
        {waiting === 0 ? say('photo:none') : say('photo:waiting', { count: waiting, size: formatBytes(bytes) })}
      </p>
      {waiting === 0 ? null : (
        <>
          {later === null ? (
            <p className={classes['none']}>{say('photo:apart')}</p>
          ) : (
            <Notice tone="due">{say(`photo:later.${later}`)}</Notice>
          )}
          <BigButton look="quiet" icon={<IconPhoto aria-hidden="true" />} onClick={() => void sendPhotos()}>
            {say('photo:send')}
          </BigButton>
        </>
      )}
      <label className={classes['choice']}>
        <input
          type="checkbox"
          checked={wifi}
          onChange={(event) => {
            setWifi(event.currentTarget.checked);
            setWifiOnly(event.currentTarget.checked);
          }}
        />
        <span>{say('photo:wifiOnly')}</span>
      </label>
    </section>
  );
};
