import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import type { CertificateState } from '@qiaomen/domain/care/certificate-standing';
import { useText } from '../../language/use-text.tsx';
import { Badge } from '../../ui/badge.tsx';

const looks = {
  none: { tone: 'overdue', icon: <IconAlertTriangle size={18} /> },
  expired: { tone: 'overdue', icon: <IconAlertTriangle size={18} /> },
  untrained: { tone: 'overdue', icon: <IconAlertTriangle size={18} /> },
  not_yet: { tone: 'offline', icon: <IconClock size={18} /> },
  ending: { tone: 'due', icon: <IconClock size={18} /> },
  valid: { tone: 'done', icon: <IconCheck size={18} /> },
} as const;

export const CertificateBadge = ({ state }: { state: CertificateState }) => {
  const { say } = useText();
  return (
    <Badge tone={looks[state].tone} icon={looks[state].icon}>
      {say(`certificate:state.${state}`)}
    </Badge>
  );
};
