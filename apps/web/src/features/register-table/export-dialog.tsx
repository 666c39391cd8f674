import { Radio, Select, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ListRegister } from '@qiaomen/domain/register/query';
import { exportFormats, exportPurposes, type ExportFormat, type ExportPurpose } from '@qiaomen/domain/register-export/query'; // prettier-ignore
import { formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { newId } from '../../offline/new-id.ts';
import { Notice } from '../../ui/notice.tsx';
import classes from './register-rows.module.css';

interface ExportDialogProps {
  asked: Pick<ListRegister, 'campaignId' | 'filter' | 'sort' | 'descending' | 'text'>;
  total: number;
  onClose: () => void;
}

/** A copy of the list as it is filtered now: masked at once, open after the word of a second person. */
export const ExportDialog = ({ asked: { campaignId, ...selection }, total, onClose }: ExportDialogProps) => {
  const { say, plain } = useText();
  // the same request sent twice makes one copy
  const [exportId] = useState(newId);
  const [format, setFormat] = useState<ExportFormat>('xlsx');
  const [masked, setMasked] = useState(true);
  const [purpose, setPurpose] = useState<ExportPurpose>('work_list');
  const [reason, setReason] = useState('');
  const ask = useMutation(trpc.registerExport.ask.mutationOptions());
  const isReady = masked || Array.from(reason.trim()).length >= 4;
  if (ask.isSuccess)
    return (
      <Confirm opened title={say('registerExport:ask')} act={say('common:close')} onClose={onClose} onConfirm={onClose}>
        <Notice tone="done" title={say(masked ? 'registerExport:queuedNote' : 'registerExport:askedNote')}>
          <Link to="/exports">{say('registerExport:open')}</Link>
        </Notice>
      </Confirm>
    );
  return (
    <Confirm
      opened
      title={say('registerExport:ask')}
      act={say(masked ? 'registerExport:start' : 'registerExport:send')}
      busy={ask.isPending}
      disabled={!isReady}
      failure={ask.error}
      onClose={onClose}
      onConfirm={() => ask.mutate({ exportId, campaignId, selection, format, masked, purpose, reason: reason.trim() })}
    >
      <div className={classes['form']}>
        <strong>{say('registerExport:rowsNow', { count: formatNumber(total) })}</strong>
        <Radio.Group
          label={say('registerExport:format')}
          value={format}
          onChange={(value) => setFormat(exportFormats.find((one) => one === value) ?? 'xlsx')}
        >
          <div className={classes['choices']}>
            {exportFormats.map((one) => (
              <Radio key={one} value={one} label={plain(`registerExport:formats.${one}`)} />
            ))}
          </div>
        </Radio.Group>
        <Select
          label={say('registerExport:purpose')}
          data={exportPurposes.map((value) => ({ value, label: plain(`registerExport:purposes.${value}`) }))}
          value={purpose}
          allowDeselect={false}
          onChange={(value) => setPurpose(exportPurposes.find((one) => one === value) ?? 'work_list')}
        />
        <Radio.Group value={masked ? 'masked' : 'open'} onChange={(value) => setMasked(value === 'masked')}>
          <div className={classes['choices']}>
            <Radio value="masked" label={plain('registerExport:masked')} />
            <Radio
              value="open"
              label={plain('registerExport:unmasked')}
              description={plain('registerExport:unmaskedHint')}
            />
          </div>
        </Radio.Group>
        <Textarea
          label={say(masked ? 'registerExport:reason' : 'registerExport:reasonWhy')}
          value={reason}
          maxLength={200}
          autosize
          minRows={2}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
    </Confirm>
  );
};
