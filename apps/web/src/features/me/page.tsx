import { IconSchool } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import type { TextCounts } from '@qiaomen/i18n/texts';
import { countTexts } from '@qiaomen/i18n/load-texts';
import { api } from '../../api/client.ts';
import { DisplayChoice } from '../../display/display-choice.tsx';
import { OwnMonth } from '../../field/own-month.tsx';
import { LanguageChoice } from '../../language/language-choice.tsx';
import { useText } from '../../language/use-text.tsx';
import { useField } from '../../offline/field-context.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Name } from '../../ui/name.tsx';
import { Page } from '../../ui/page.tsx';
import { Leave } from './leave.tsx';
import { LockSettings } from './lock-settings.tsx';
import classes from './page.module.css';

export const MePage = () => {
  const { say, language } = useText();
  const { account, deviceId } = useField();
  const navigate = useNavigate();
  const [review, setReview] = useState<TextCounts | null>(null);
  useEffect(() => {
    let gone = false;
    void Promise.all([countTexts(language, 'field'), countTexts(language, 'bedside')]).then(([field, bedside]) => {
      if (gone) return;
      const sum = (part: keyof TextCounts): number => field[part] + bedside[part];
      const [texts, unreviewed] = [sum('texts'), sum('unreviewed')];
      setReview({ texts, unreviewed, chineseUntilReviewed: sum('chineseUntilReviewed') });
    });
    return () => {
      gone = true;
    };
  }, [language]);

  return (
    <Page title={say('tablet:me.title')}>
      <div className={classes['body']}>
        <div>
          <p className={classes['name']}>
            <Name>{account.name}</Name>
          </p>
          <p className={classes['line']}>{say(`codes:role.${account.role}`)}</p>
        </div>
        <div>
          <LanguageChoice
            onChanged={(next) => void api.account.changeLanguage.mutate({ language: next }).catch(() => undefined)}
          />
          {review === null || review.unreviewed + review.chineseUntilReviewed === 0 ? null : (
            <p className={classes['line']}>
              {say('common:review.unreviewed', { count: review.unreviewed })} ·{' '}
              {say('common:review.chinese', { count: review.chineseUntilReviewed })}
            </p>
          )}
        </div>
        <DisplayChoice />
        <OwnMonth />
        <div>
          <h2 className={classes['label']}>{say('tablet:me.duties')}</h2>
          <ul className={classes['duties']} lang="zh-CN">
            {account.duties.map((duty) => (
              <li key={duty.areaCode}>{duty.nameZh}</li>
            ))}
          </ul>
        </div>
        <BigButton look="quiet" icon={<IconSchool aria-hidden="true" />} onClick={() => void navigate('/quiz')}>
          {say('quiz:nav')}
        </BigButton>
        <LockSettings />
        <p className={classes['line']}>
          {say('tablet:me.device')} {deviceId.slice(-8)} · {say('tablet:me.version')} {__APP_VERSION__}
        </p>
        <Leave />
      </div>
    </Page>
  );
};
