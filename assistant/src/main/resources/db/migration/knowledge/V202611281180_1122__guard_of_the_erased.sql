-- Nothing is written for somebody who has just been erased.
select henk.guard_erased('open_question');
select henk.guard_erased('question_asker');
