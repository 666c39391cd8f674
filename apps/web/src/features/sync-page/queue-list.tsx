import { IconAlertTriangle, IconCheck, IconDeviceTablet } from '@tabler/icons-react';
import type { CorrectContact } from '@qiaomen/domain/person/command';
import { needsAttention } from '@qiaomen/domain/sync/outbox';
import type { FactFlag, Outcome } from '@qiaomen/domain/sync/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { FlagWords } from '../../timeline/flag-words.tsx';
import { useText } from '../../language/use-text.tsx';
import type { OutboxItem } from '../../offline/outbox-item.ts';
import { Badge } from '../../ui/badge.tsx';
import { Name } from '../../ui/name.tsx';
import { ContactChoice } from './contact-choice.tsx';
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
            {isChoice(item) ? null : <span>{why(item.row.outcome)}</span>}
          </span>
          {badge(item)}
          {needsAttention(item.row) ? <WayOut item={item} /> : null}
        </li>
      ))}
    </ul>
  );
};

/** What the worker can do about a command that was not taken. */
const WayOut = ({ item }: { item: OutboxItem }) =>
  isChoice(item) ? <ContactChoice item={item} command={item.command} /> : <FixButton item={item} />;

const isChoice = (item: OutboxItem): item is OutboxItem & { command: CorrectContact } =>
  item.command.type === 'contact.correct' && item.row.outcome?.state === 'conflict' && needsAttention(item.row);

/** A remark is said once, however many people it points at. */
const oneOfEach = (flags: readonly FactFlag[]): FactFlag[] =>
  flags.filter((flag, index) => flags.findIndex((other) => other.code === flag.code) === index);

const hasFlags = (outcome: Outcome | null): boolean => outcome?.state === 'applied' && outcome.flags.length > 0;
