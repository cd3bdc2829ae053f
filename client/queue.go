package client

import (
	"context"

	enums "go.temporal.io/api/enums/v1"
)

// Listeners counts the workers that have lately asked a task queue for activities.
func (c *Client) Listeners(ctx context.Context, queue string) (int, error) {
	d, err := c.temporal.DescribeTaskQueue(ctx, queue, enums.TASK_QUEUE_TYPE_ACTIVITY)
	if err != nil {
		return 0, mapError(err, "the task queue "+queue)
	}
	return len(d.GetPollers()), nil
}
