// A button that copies a text and says so.
import ContentCopyOutlined from '@mui/icons-material/ContentCopyOutlined';
import Button from '@mui/material/Button';
import { text } from '../text/text';
import { useCopy } from './use-copy';

export interface CopyButtonProps {
  readonly value: string;
  readonly label: string;
}

export function CopyButton({ value, label }: CopyButtonProps) {
  const { copied, copy } = useCopy();
  return (
    <Button size="small" color="inherit" startIcon={<ContentCopyOutlined aria-hidden />} onClick={() => copy(value)}>
      <span aria-live="polite">{copied ? text.common.copied : label}</span>
    </Button>
  );
}
