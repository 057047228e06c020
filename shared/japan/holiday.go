package japan

import "time"

// Holiday is a national holiday (国民の祝日に関する法律, as in force from 2020 on, with the moves of 2020 and 2021 by the
// Olympics' special measures law).
type Holiday struct {
	Name      string
	Tentative bool // 予定: an equinox that the National Astronomical Observatory has not announced yet, or a day off that follows from one
}

// HolidayOn says whether a day is a holiday. today bounds what has been announced: the equinoxes of a year are published
// in February of the year before.
func HolidayOn(d, today Date) (Holiday, bool) {
	if name, ok := named(d); ok {
		return Holiday{name, tentative(name, d, today)}, true
	}
	// Article 3(2): a holiday on a Sunday moves to the next day that is none.
	for e := d.AddDays(-1); ; e = e.AddDays(-1) {
		name, ok := named(e)
		if !ok {
			break
		}
		if e.Weekday() == time.Sunday {
			return Holiday{"休日", tentative(name, e, today)}, true
		}
	}
	// Article 3(3): a day between two holidays is one.
	before, is := named(d.AddDays(-1))
	after, too := named(d.AddDays(1))
	if is && too {
		return Holiday{"休日", tentative(before, d, today) || tentative(after, d, today)}, true
	}
	return Holiday{}, false
}

// tentative says whether a holiday of that name is an equinox that is not announced yet.
func tentative(name string, d, today Date) bool {
	return (name == "春分の日" || name == "秋分の日") && today.Before(Date{d.Year - 1, time.February, 1})
}

func named(d Date) (string, bool) {
	if d.Year == 2020 || d.Year == 2021 {
		if name, ok := olympic(d); ok {
			return name, name != ""
		}
	}
	monday := 0 // the which one of its month, 1-5
	if d.Weekday() == time.Monday {
		monday = (d.Day-1)/7 + 1
	}
	name := ""
	switch d.Month {
	case time.January:
		switch {
		case d.Day == 1:
			name = "元日"
		case monday == 2:
			name = "成人の日"
		}
	case time.February:
		switch d.Day {
		case 11:
			name = "建国記念の日"
		case 23:
			name = "天皇誕生日"
		}
	case time.March:
		if d.Day == equinox(d.Year, 20.8431) {
			name = "春分の日"
		}
	case time.April:
		if d.Day == 29 {
			name = "昭和の日"
		}
	case time.May:
		switch d.Day {
		case 3:
			name = "憲法記念日"
		case 4:
			name = "みどりの日"
		case 5:
			name = "こどもの日"
		}
	case time.July:
		if monday == 3 {
			name = "海の日"
		}
	case time.August:
		if d.Day == 11 {
			name = "山の日"
		}
	case time.September:
		switch {
		case monday == 3:
			name = "敬老の日"
		case d.Day == equinox(d.Year, 23.2488):
			name = "秋分の日"
		}
	case time.October:
		if monday == 2 {
			name = "スポーツの日"
		}
	case time.November:
		switch d.Day {
		case 3:
			name = "文化の日"
		case 23:
			name = "勤労感謝の日"
		}
	}
	return name, name != ""
}

// olympic is a day of 2020 or 2021 in the months whose three holidays the Games moved; ok when it settles the day.
func olympic(d Date) (name string, ok bool) {
	switch d {
	case Date{2020, time.July, 23}, Date{2021, time.July, 22}:
		return "海の日", true
	case Date{2020, time.July, 24}, Date{2021, time.July, 23}:
		return "スポーツの日", true
	case Date{2020, time.August, 10}, Date{2021, time.August, 8}:
		return "山の日", true
	}
	return "", d.Month == time.July || d.Month == time.August || d.Month == time.October
}

// equinox is the usual approximation for 1980-2099 (Japan Coast Guard, 新こよみ便利帳).
func equinox(year int, base float64) int {
	return int(base+0.242194*float64(year-1980)) - (year-1980)/4
}

// BankDay says whether banks in Japan work: not on Saturdays, Sundays, holidays, nor from 31 December to 3 January
// (銀行法施行令5条).
func BankDay(d Date) bool {
	switch d.Weekday() {
	case time.Saturday, time.Sunday:
		return false
	}
	if d.Month == time.December && d.Day == 31 || d.Month == time.January && d.Day <= 3 {
		return false
	}
	_, holiday := HolidayOn(d, d)
	return !holiday
}

// PlannedBankDay is NextBankDay, and whether it is 予定: it comes after a day off that is not announced yet.
func PlannedBankDay(d, today Date) (next Date, tentative bool) {
	for !BankDay(d) {
		h, _ := HolidayOn(d, today)
		tentative = tentative || h.Tentative
		d = d.AddDays(1)
	}
	return d, tentative
}

// NextBankDay is d, or the first bank day after it.
func NextBankDay(d Date) Date {
	for !BankDay(d) {
		d = d.AddDays(1)
	}
	return d
}
