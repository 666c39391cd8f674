import { IconCloudOff, IconLogin, IconSend } from '@tabler/icons-react';
import { needsAttention } from '@qiaomen/domain/sync/outbox';
import { formatInstant, formatNumber } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { useField, useFieldMemory, useOnline, useSyncStatus } from '../../offline/field-context.tsx';
import { isUnsent } from '../../offline/outbox-item.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { NextTry } from './next-try.tsx';
import { PhotoQueue } from './photo-queue.tsx';
import { QueueList } from './queue-list.tsx';
import { StorageState } from './storage-state.tsx';
import classes from './page.module.css';

const shownSent = 20;

export const SyncPage = () => {
  const { say, language } = useText();
  const { engine, account } = useField();
  const memory = useFieldMemory();
  const status = useSyncStatus();
  const online = useOnline();
  const attention = memory.items.filter((item) => needsAttention(item.row));
  const waiting = memory.items.filter((item) => isUnsent(item) && !needsAttention(item.row));
  const sent = memory.items.filter(({ row }) => row.state === 'sent' || row.handled === true).toReversed();
  const here = memory.replica.entries.size - memory.replica.leaving.size;
  const { scopeCount, lastContactAt } = memory.pull;

  const trouble = () => {
    if (!online || status.trouble === 'network')
      return (
        <Notice tone="offline" icon={<IconCloudOff />}>
          {say('tablet:sync.unreachable')}
        </Notice>
      );
    switch (status.trouble) {
      case 'signedOut':
        return (
          <Notice tone="due" icon={<IconLogin />}>
            {say('tablet:sync.signInNeeded')}
          </Notice>
        );
      case 'tooOld':
        return <Notice tone="due">{say('tablet:sync.updateNeeded')}</Notice>;
      case 'trouble':
      case 'unsendable':
        return <Notice tone="due">{say('tablet:sync.serverTrouble')}</Notice>;
      case null:
        return null;
    }
  };

  return (
    <Page
      title={say('tablet:sync.title')}
      action={
        <BigButton
          wide
          disabled={status.working}
          icon={<IconSend aria-hidden="true" />}
          onClick={() => void engine.sendNow()}
        >
          {say(status.working ? 'tablet:sync.working' : 'tablet:sync.sendNow')}
        </BigButton>
      }
    >
      <div className={classes['body']}>
        {trouble()}
        <NextTry />
        {attention.length === 0 ? null : (
          <section className={classes['section']}>
            <h2>
              {say('tablet:sync.attention')} · {formatNumber(attention.length)}
            </h2>
            <Notice tone="due">{say('tablet:sync.attentionHint')}</Notice>
            <QueueList items={attention} />
          </section>
        )}
        <section className={classes['section']}>
          <h2>
            {say('tablet:sync.savedHere')} · {formatNumber(waiting.length)}
          </h2>
          {waiting.length === 0 ? (
            <p className={classes['none']}>{say('tablet:sync.queueEmpty')}</p>
          ) : (
            <QueueList items={waiting} />
          )}
        </section>
        {sent.length === 0 ? null : (
          <section className={classes['section']}>
            <h2>{say('tablet:sync.recent')}</h2>
            <QueueList items={sent.slice(0, shownSent)} />
          </section>
        )}
        <section className={classes['section']}>
          <h2>{say('tablet:sync.counts')}</h2>
          <dl className={classes['facts']}>
            <div>
              <dt>{say('tablet:sync.here')}</dt>
              <dd>{formatNumber(here)}</dd>
            </div>
            <div>
              <dt>{say('tablet:sync.server')}</dt>
              <dd>{scopeCount === null ? '–' : formatNumber(scopeCount)}</dd>
            </div>
            <div>
              <dt>{say('tablet:sync.lastContact')}</dt>
              <dd>{lastContactAt === null ? say('tablet:sync.never') : formatInstant(language, lastContactAt)}</dd>
            </div>
          </dl>
          {scopeCount === null ? null : here === scopeCount ? (
            <p className={classes['none']}>{say('tablet:sync.same')}</p>
          ) : (
            <Notice tone="due">{say(status.differs ? 'tablet:sync.differentStill' : 'tablet:sync.different')}</Notice>
          )}
        </section>
        <PhotoQueue />
        <StorageState key={account.userId} />
      </div>
    </Page>
  );
};
