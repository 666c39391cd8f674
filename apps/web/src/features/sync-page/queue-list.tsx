import { IconAlertTriangle, IconCheck, IconDeviceTablet } from '@tabler/icons-react';
import { needsAttention } from '@qiaomen/domain/sync/outbox';
import type { FactFlag, Outcome } from '@qiaomen/domain/sync/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { FlagWords } from '../../timeline/flag-words.tsx';
import { useText } from '../../language/use-text.tsx';
import type { OutboxItem } from '../../offline/outbox-item.ts';
import { Badge } from '../../ui/badge.tsx';
import { Name } from '../../ui/name.tsx';
import { FixButton } from './fix-button.tsx';
import classes from './page.module.css';

/** Where each command stands, and why one was not taken. */
export const QueueList = ({ items }: { items: readonly OutboxItem[] }) => {
  const { say, sayError, language } = useText();
  const badge = (item: OutboxItem) => {
    if (needsAttention(item.row))
      return (
        <Badge tone="due" icon={<IconAlertTriangle size={18} />}>
          {say('tablet:sync.attention')}
        </Badge>
      );
    if (item.row.handled === true)
      return (
        <Badge tone="calm" icon={<IconCheck size={18} />}>
          {say('lock:handled')}
        </Badge>
      );
    if (item.row.state === 'sent')
      return (
        <Badge tone="done" icon={<IconCheck size={18} />}>
          {say(hasFlags(item.row.outcome) ? 'tablet:sync.sentFlags' : 'tablet:sync.sent')}
        </Badge>
      );
    return (
      <Badge tone="calm" icon={<IconDeviceTablet size={18} />}>
        {say('tablet:sync.savedHere')}
      </Badge>
    );
  };
  const why = (outcome: Outcome | null) => {
    switch (outcome?.state) {
      case 'refused':
        return sayError(outcome.error);
      case 'quarantined':
        return say(`codes:quarantine.${outcome.reason}`);
      case 'conflict':
        return say('errors:changed_meanwhile');
      case 'applied':
        return oneOfEach(outcome.flags).map((flag) => (
          <span key={flag.code}>
            <FlagWords flag={flag} />{' '}
          </span>
        ));
      default:
        return null;
    }
  };
  return (
    <ul className={classes['list']}>
      {items.map((item) => (
        <li key={item.envelope.id} className={classes['item']}>
          <span className={classes['what']}>
            <strong>
              {say(`codes:command.${item.command.type}`)} · <Name>{item.name}</Name>
            </strong>
            <small>{formatInstant(language, item.envelope.occurredAt)}</small>
            <span>{why(item.row.outcome)}</span>
          </span>
          {badge(item)}
          {needsAttention(item.row) ? <FixButton item={item} /> : null}
        </li>
      ))}
    </ul>
  );
};

/** A remark is said once, however many people it points at. */
const oneOfEach = (flags: readonly FactFlag[]): FactFlag[] =>
  flags.filter((flag, index) => flags.findIndex((other) => other.code === flag.code) === index);

const hasFlags = (outcome: Outcome | null): boolean => outcome?.state === 'applied' && outcome.flags.length > 0;
