"""Where prompts come from, and what their answers are judged by."""

from trainer_client.tasks.reading import TaskFile, TaskRow
from trainer_client.tasks.task import AnswerForm, Message, Source, Task, TaskList, TaskSource

__all__ = [
    "AnswerForm",
    "Message",
    "Source",
    "Task",
    "TaskFile",
    "TaskList",
    "TaskRow",
    "TaskSource",
]
