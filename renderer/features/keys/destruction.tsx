// The record of a key's destruction in the HSM: when, who asked, who approved, and what AWS said before.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { KeyView } from '../../../shared/schemas/key-groups';
import { text } from '../../text/text';
import { DetailsSection } from '../../ui/details-section';
import { FactList } from '../../ui/fact-list';
import { TimeText } from '../../ui/time-text';

const words = text.keyOperations.details;

export interface DestructionProps {
  readonly record: NonNullable<KeyView['destruction']>;
  readonly onShowJob: (jobId: string) => void;
}

export function Destruction({ record, onShowJob }: DestructionProps) {
  return (
    <DetailsSection
      title={words.destroyed}
      action={
        <Button size="small" onClick={() => onShowJob(record.jobId)}>
          {words.showJob}
        </Button>
      }
    >
      <FactList
        labelWidth={124}
        facts={[
          { label: words.destroyedAt, value: <TimeText at={record.at} /> },
          { label: words.requestedBy, value: <bdi>{record.requestedBy.join(', ')}</bdi> },
          {
            label: words.approvedBy,
            value: record.approvedBy.length === 0 ? words.noApprover : <bdi>{record.approvedBy.join(', ')}</bdi>,
          },
          {
            label: words.awsSaid,
            value: record.answers.map(({ kmsKeyArn, awsState }) => (
              <Box key={kmsKeyArn}>
                {awsState === 'NotFound' ? words.awsGone(kmsKeyArn) : words.awsDetached(kmsKeyArn, awsState)}
              </Box>
            )),
          },
        ]}
      />
    </DetailsSection>
  );
}
