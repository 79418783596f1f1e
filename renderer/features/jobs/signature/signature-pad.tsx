import { type PointerEvent, useRef } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { pathOf, type Point, signatureField, strokesOf } from '#shared/domain/signature.ts';
import classes from './signature.module.css';

interface SignaturePadProps {
  lines: readonly (readonly Point[])[];
  onChange: (lines: Point[][]) => void;
}

/** A field to draw in, with a pen, a finger or the mouse. */
export function SignaturePad({ lines, onChange }: SignaturePadProps) {
  const { t } = useTranslation('work');
  const isDrawing = useRef(false);
  const strokes = strokesOf(lines);

  function pointOf({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>): Point {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    return [
      ((clientX - left) / width) * signatureField.width,
      ((clientY - top) / height) * signatureField.height,
    ];
  }

  function begin(event: PointerEvent<SVGSVGElement>) {
    if (event.button !== 0) return;
    isDrawing.current = true;
    event.currentTarget.setPointerCapture(event.pointerId);
    onChange([...lines.map((line) => [...line]), [pointOf(event)]]);
  }

  function go(event: PointerEvent<SVGSVGElement>) {
    if (!isDrawing.current) return;
    const current = lines.at(-1) ?? [];
    onChange([...lines.slice(0, -1).map((line) => [...line]), [...current, pointOf(event)]]);
  }

  return (
    <div>
      <svg
        className={classes.pad}
        viewBox={`0 0 ${signatureField.width} ${signatureField.height}`}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn here, not a file
        role="img"
        aria-label={t('sign.field')}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={() => (isDrawing.current = false)}
        onPointerCancel={() => (isDrawing.current = false)}
      >
        <line x1="40" x2="960" y1="240" y2="240" className={classes.rule} />
        {strokes !== undefined && <path d={pathOf(strokes)} className={classes.ink} />}
      </svg>
      <Group justify="space-between" gap={8}>
        <span className={classes.hint}>{t('sign.hint')}</span>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          disabled={lines.length === 0}
          onClick={() => onChange([])}
        >
          {t('sign.clear')}
        </Button>
      </Group>
    </div>
  );
}

/** What somebody has drawn. */
export function DrawnSignature({ strokes, name }: { strokes: string; name: string }) {
  return (
    <svg
      className={classes.drawn}
      viewBox={`0 0 ${signatureField.width} ${signatureField.height}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn here, not a file
      role="img"
      aria-label={name}
    >
      <path d={pathOf(strokes)} className={classes.ink} />
    </svg>
  );
}
