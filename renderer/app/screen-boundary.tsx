// A screen that fails to draw is replaced by an error in four parts; the rest of the window stays usable.
import Box from '@mui/material/Box';
import { Component, type ReactNode } from 'react';
import type { ErrorShape } from '../../shared/errors';
import { ErrorNotice } from '../ui/error-notice';

interface ScreenBoundaryProps {
  readonly children: ReactNode;
}
interface ScreenBoundaryState {
  readonly error: ErrorShape | null;
}

export class ScreenBoundary extends Component<ScreenBoundaryProps, ScreenBoundaryState> {
  override state: ScreenBoundaryState = { error: null };

  static getDerivedStateFromError(thrown: unknown): ScreenBoundaryState {
    const kind = thrown instanceof Error ? thrown.name : typeof thrown;
    return {
      error: { code: 'internal', retry: 'after-user', certainty: 'not-done', facts: { part: 'window', kind }, ref: '' },
    };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <Box sx={{ padding: 3, maxWidth: 720 }}>
        <ErrorNotice error={this.state.error} onRetry={() => this.setState({ error: null })} />
      </Box>
    );
  }
}
