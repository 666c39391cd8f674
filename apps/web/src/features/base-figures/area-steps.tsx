import { Breadcrumbs } from '@mantine/core';
import { Link } from 'react-router';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { useText } from '../../language/use-text.tsx';

/** The way down to the area, each step a link. */
export const AreaSteps = ({ path }: { path: readonly { areaCode: AreaCode; name: string }[] }) => {
  const { plain } = useText();
  return (
    <Breadcrumbs separator="›" aria-label={plain('baseFigure:area')}>
      {path.map((step, index) =>
        index === path.length - 1 ? (
          <strong key={step.areaCode}>{step.name}</strong>
        ) : (
          <Link key={step.areaCode} to={`?area=${step.areaCode}`}>
            {step.name}
          </Link>
        ),
      )}
    </Breadcrumbs>
  );
};
