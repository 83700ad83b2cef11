"""Where prompts come from, and what their answers are judged by."""

from trainer_client.tasks.task import Message, Task, TaskList, TaskSource

__all__ = ["Message", "Task", "TaskList", "TaskSource"]
