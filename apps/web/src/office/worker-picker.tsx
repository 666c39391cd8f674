import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { trpc } from '../api/query-provider.tsx';

interface WorkerPickerProps {
  label: ReactNode;
  areaCode: AreaCode;
  value: string | null;
  onChange: (userId: string | null) => void;
  placeholder?: string;
}

/** Workers and vaccinators of an area. */
export const WorkerPicker = ({ label, areaCode, value, onChange, placeholder = '' }: WorkerPickerProps) => {
  const workers = useQuery(trpc.assignment.workers.queryOptions({ areaCode, page: { page: 0, size: 200 } }));
  return (
    <Select
      label={label}
      searchable
      clearable
      placeholder={placeholder}
      data={(workers.data?.rows ?? []).map(({ userId, name }) => ({ value: userId, label: name }))}
      value={value}
      onChange={onChange}
    />
  );
};
