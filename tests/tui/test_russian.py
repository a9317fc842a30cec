"""The app as its first user sees it: in Russian, on a Russian keyboard."""


def test_agenda_and_explanation_are_russian_and_cyrillic_keys_move(run):
    async def steps(user):
        assert "Повестка" in user.screen
        assert "СНАЧАЛА ВЫЯСНИТЬ" in user.screen
        assert "Когда дело поступило в прокуратуру?" in user.screen
        await user.on("Пересмотр в сторону ухудшения")
        await user.press("enter")
        assert "КАК СЧИТАЛОСЬ" in user.screen
        assert "вступление приговора в законную силу" in user.screen
        await user.press("ы")  # the place of s
        assert user.place == "Cases"
        assert "Дела" in user.screen

    run(steps, lang="ru")


def test_a_form_says_in_russian_what_an_uncertain_date_means(run):
    async def steps(user):
        await user.on("Когда дело поступило в прокуратуру?")
        await user.press("к")  # the place of r
        assert "записать событие" in user.screen
        await user.type("2021-02")
        assert "какой-то день месяца: февраль 2021" in user.screen
        assert "ЧТО СДВИНЕТСЯ" in user.screen

    run(steps, lang="ru")


def test_what_the_menu_does_not_find_is_said_in_russian_and_enter_changes_nothing(run):
    async def steps(user):
        await user.press("f10")
        await user.type("zzqx")
        assert "Такого действия нет." in user.screen
        assert "No matches" not in user.screen
        await user.press("down", "enter")
        assert user.place == "Agenda"
        assert "Повестка" in user.screen

    run(steps, lang="ru")


def test_kazakh_shows_the_titles_of_the_law_in_agenda_explanation_and_law(run):
    async def steps(user):
        await user.on("үкімнің заңды күшіне енуі")
        await user.press("enter")
        assert "үкімнің заңды күшіне енуі" in user.screen
        assert "КАК СЧИТАЛОСЬ" in user.screen
        await user.press("f5")
        assert "Қазақстан, қылмыстық" in user.screen

    run(steps, lang="kk")
