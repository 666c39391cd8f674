import { IconAlertTriangle, IconCheck, IconClockUp, IconCloudOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { shanghaiTime } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { useFieldMemory, useOnline, useSyncStatus } from '../../offline/field-context.tsx';
import { countItems } from '../../offline/outbox-item.ts';
import { Badge } from '../../ui/badge.tsx';
import { StorageChip } from './storage-chip.tsx';
import classes from './tablet-shell.module.css';

/** Four honest states: needs attention, offline, waiting, all sent. "Sent" only after the server said so. */
export const SyncChip = () => {
  const { say } = useText();
  const memory = useFieldMemory();
  const { trouble } = useSyncStatus();
  const online = useOnline();
  const { waiting, attention } = countItems(memory.items);
  const chip = () => {
    if (attention > 0)
      return (
        <Badge tone="due" icon={<IconAlertTriangle size={20} />}>
          {say('tablet:chip.attention', { count: attention })}
        </Badge>
      );
    if (!online || trouble === 'network')
      return (
        <Badge tone="offline" icon={<IconCloudOff size={20} />}>
          {say('tablet:chip.offline', { count: waiting })}
        </Badge>
      );
    if (waiting > 0)
      return (
        <Badge tone="calm" icon={<IconClockUp size={20} />}>
          {say('tablet:chip.waiting', { count: waiting })}
        </Badge>
      );
    const { lastContactAt } = memory.pull;
    return (
      <Badge tone="done" icon={<IconCheck size={20} />}>
        {lastContactAt === null
          ? say('tablet:chip.sentNever')
          : say('tablet:chip.sent', { time: shanghaiTime(lastContactAt).time })}
      </Badge>
    );
  };
  return (
    <Link to="/sync" className={classes['chip'] ?? ''} data-testid="sync-chip">
      {chip()}
      <StorageChip />
    </Link>
  );
};
