import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { trpc } from '../api/query-provider.tsx';
import { useText } from '../language/use-text.tsx';
import { areaName } from './area-name.ts';

interface AreaPickerProps {
  label: ReactNode;
  value: AreaCode | null;
  /** shown for a value that was chosen elsewhere */
  valueName?: string;
  onChange: (code: AreaCode | null, name: string) => void;
  clearable?: boolean;
  error?: ReactNode;
}

/** Finds an area by the beginning of its code or any part of its name. */
export const AreaPicker = ({ label, value, valueName, onChange, clearable = true, error }: AreaPickerProps) => {
  const { language, plain } = useText();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, 200);
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const found = useQuery({
    ...trpc.area.search.queryOptions({
      text: asked === chosen?.label ? '' : asked.slice(0, 50),
      page: { page: 0, size: 30 },
    }),
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.rows ?? []).map((area) => ({
    value: area.areaCode as string,
    label: [...area.path, areaName(language, area)].join(' '),
  }));
  const current = value === null ? null : chosen?.value === value ? chosen : { value, label: valueName ?? value };
  const data =
    current !== null && !options.some((option) => option.value === current.value) ? [current, ...options] : options;
  return (
    <Select
      label={label}
      searchable
      clearable={clearable}
      allowDeselect={clearable}
      placeholder={plain('office:areaHint')}
      nothingFoundMessage={plain('common:none')}
      data={data}
      value={value}
      onSearchChange={setText}
      filter={({ options: all }) => all}
      error={error}
      onChange={(code, option) => {
        const parsed = AreaCode.safeParse(code);
        const name = option?.label ?? '';
        setChosen(parsed.success ? { value: parsed.data, label: name } : null);
        onChange(parsed.success ? parsed.data : null, parsed.success ? name : '');
      }}
    />
  );
};
